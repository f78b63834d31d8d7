/**
 * Text without any secret in it, of the sorts that detectors stumble over: code that handles
 * passwords and keys, lock files, minified scripts, logs, images in base64, hashes, identifiers.
 * @module
 */

import { CHARS, SecretMaker } from "./secret_maker.ts";

const TYPESCRIPT = `
import { createHash, randomBytes } from "node:crypto";
export interface Credentials { username: string; password: string; apiKey?: string; token: string | null }
const API_KEY_HEADER = "x-api-key";
const passwordInput = document.querySelector<HTMLInputElement>("#password");
export async function login({ username, password }: Credentials): Promise<Session> {
  if (password.length < MIN_PASSWORD_LENGTH) throw new Error("Password must be at least 12 characters");
  const passwordHash = await bcrypt.hash(password, SALT_ROUNDS);
  const token = jwt.sign({ sub: username }, process.env.JWT_SECRET ?? "", { expiresIn: "15m" });
  const response = await fetch(\`\${BASE_URL}/login?user=\${username}\`, {
    headers: { Authorization: \`Bearer \${token}\`, "x-api-key": config.apiKey, "content-type": "application/json" },
  });
  return { token, refreshToken: generateRefreshToken(user.id), secret: settings.clientSecret };
}
const client = new Client({ user: process.env.DB_USER, password: process.env.DB_PASSWORD, host: "localhost" });
const url = \`postgres://\${user}:\${encodeURIComponent(password)}@\${host}:5432/\${database}\`;
const key = crypto.randomBytes(32).toString("hex");
const cacheKey = \`user:\${userId}:profile:v2\`;
const secretName = "projects/my-project/secrets/database-password/versions/latest";
type Token = { type: "identifier" | "number"; value: string; start: number; end: number };
for (const token of tokenizer.tokens) if (token.type === TokenType.Identifier) yield token.value;
expect(screen.getByLabelText("Password")).toBeInTheDocument();
form.setValue("password", ""); form.register("passwordConfirmation", { required: "Password required" });
const schema = z.object({ password: z.string().min(8), apiKey: z.string().optional(), token: z.string() });
const { data: accessToken, error: tokenError } = useAccessToken({ audience: "https://api.example.com/" });
localStorage.setItem("accessToken", response.data.accessToken); // nosec
export const selectPrivateKey = (state: RootState) => state.wallet.privateKeyReference;
console.log("token:", maskToken(token), "password:", "*".repeat(password.length));
`;

const PYTHON = `
import os, hashlib, secrets
from django.contrib.auth.hashers import check_password, make_password
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "PASSWORD": os.environ.get("DB_PASSWORD", "")}}
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}]
def authenticate(username: str, password: str, api_key: Optional[str] = None) -> Optional[User]:
    """Return the user whose password matches, or None. The token is refreshed every 15 minutes."""
    user = User.objects.filter(username=username).first()
    if user is None or not check_password(password, user.password_hash):
        raise AuthenticationError("invalid username or password")
    token = secrets.token_urlsafe(32)
    return dataclasses.replace(user, token=token, password=None)
parser.add_argument("--password", help="password for the database (default: prompt)")
parser.add_argument("--api-key", default=os.getenv("API_KEY"), metavar="KEY")
client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
tokens = tokenizer.encode(text); max_tokens = 4096; eos_token = "<|endoftext|>"; pad_token_id = 50256
assert response.json() == {"access_token": ANY, "token_type": "bearer", "expires_in": 3600}
digest = hmac.new(signing_key, payload, hashlib.sha256).hexdigest()
logger.info("rotating key %s for %s", key_id, account)
engine = create_engine(f"postgresql://{user}:{password}@{host}/{name}")
session.auth = (username, password); session.headers["Authorization"] = f"Bearer {token}"
PASSWORD_RESET_TIMEOUT = 259200; SESSION_COOKIE_NAME = "sessionid"; CSRF_COOKIE_NAME = "csrftoken"
`;

const OTHER_CODE = `
func (s *Server) Login(ctx context.Context, req *LoginRequest) (*LoginResponse, error) {
	if req.Password == "" { return nil, status.Error(codes.InvalidArgument, "password is required") }
	hash, err := bcrypt.GenerateFromPassword([]byte(req.Password), bcrypt.DefaultCost)
	token := base64.StdEncoding.EncodeToString(securecookie.GenerateRandomKey(32))
	cfg := mysql.Config{User: os.Getenv("DBUSER"), Passwd: os.Getenv("DBPASS"), Net: "tcp", Addr: "127.0.0.1:3306"}
}
public record LoginForm(@NotBlank String username, @NotBlank @Size(min = 8) String password) {}
private final String apiKey; private static final String TOKEN_PREFIX = "Bearer ";
String token = request.getHeader("Authorization").substring(TOKEN_PREFIX.length());
CREATE TABLE users (id BIGINT PRIMARY KEY, email VARCHAR(255) UNIQUE, password VARCHAR(60) NOT NULL, api_token CHAR(64));
ALTER TABLE orders ADD CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id);
SELECT id, password_hash FROM users WHERE token = $1 AND secret IS NOT NULL;
INSERT INTO settings (key, value) VALUES ('theme', 'dark'), ('password_policy', 'strong');
<label for="password">Password</label><input type="password" id="password" name="password" required minlength="8" autocomplete="current-password">
<p class="hint">Your password must contain a number, e.g. one of 0123456789, and a symbol.</p>
<a href="/password/reset?from=login">Forgot your password?</a>
$mail->Password = getenv('SMTP_PASSWORD'); $password = $_POST['password'] ?? null;
let password = rpassword::prompt_password("Password: ")?; let token: &str = tokens.next().unwrap();
Get-Credential -UserName $user -Message "Enter password"; $secure = ConvertTo-SecureString $env:PASSWORD -AsPlainText
read -rsp "Password: " PASSWORD; export PGPASSWORD="$PASSWORD"; psql -h "$HOST" -U "$USER" -w
curl -sS -H "Authorization: Bearer $TOKEN" -H "X-Api-Key: \${API_KEY}" https://api.example.com/v1/items
docker run -e POSTGRES_PASSWORD_FILE=/run/secrets/db -p 5432:5432 postgres:16
`;

const CONFIG = `
apiVersion: v1
kind: Secret
metadata: {name: db-credentials, namespace: prod}
env:
  - name: DB_PASSWORD
    valueFrom: {secretKeyRef: {name: db-credentials, key: password}}
  - name: API_TOKEN
    value: "{{ .Values.apiToken }}"
spring.datasource.password=\${DB_PASSWORD}
database:
  url: postgres://user:password@localhost:5432/app
  password: "<password>"
  password_policy: strong
auth:
  type: basic
  token_url: https://auth.example.com/oauth/token
  client_id: 0f8fad5b-d9cb-469f-a165-70867728950e
  client_secret: YOUR_CLIENT_SECRET
  api_key: xxxxxxxxxxxxxxxxxxxxxxxx
# .env.example
API_KEY=your-api-key-here
SECRET_KEY=changeme
JWT_SECRET=<generate with openssl rand -hex 32>
AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
[profile default]
pass = 12
fail = 0
token_count = 128000
keys = ["id", "name", "password"]
password: {type: string, format: password, minLength: 8, writeOnly: true}
"password": "Mot de passe", "passwordForgotten": "Mot de passe oubli\u00e9 ?", "token": "Jeton"
`;

const PROSE = `
To sign in, enter your user name and password. The password is case-sensitive, and it is never stored in
clear. If you forgot your password, use the link below the form; the token in the message is valid for
20 minutes. Passwords: at least 12 characters, one digit, one symbol. API keys begin with sk- and are shown
once; keep them secret. A bearer token authenticates each request: Authorization: Bearer <token>. Basic
authentication (user name and password in base64) is possible, but discouraged. The secret of a good
password is length. Connect with postgres://user:password@host:5432/database or set PGPASSWORD. Never paste
a seed phrase or a private key into a chat; whoever has the twelve words has the wallet. Our wallet
application supports bitcoin, ether and others. A PEM file starts with -----BEGIN PRIVATE KEY----- and ends
with -----END PRIVATE KEY-----. The key to success is practice, and a token of thanks costs nothing. The
access key opens the door at the back; the login page is at https://example.com/login?next=/home and the
status is at http://localhost:8080/@admin. Das Passwort muss mindestens 8 Zeichen haben. La clave est\u00e1 en
la mesa: es de la puerta. La parola chiave \u00e8 qualit\u00e0. Le mot de passe doit contenir 8 caract\u00e8res.
`;

/** Lines that are alike but for their random parts. */
function generated(maker: SecretMaker): string[] {
  const hex = (length: number): string => maker.text(CHARS.hex, length);
  const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  const base64 = (length: number): string => maker.text(CHARS.base64, length);
  const base62 = (length: number): string => maker.text(CHARS.base62, length);
  const digits = (length: number): string => maker.text(CHARS.digits, length);
  return [
    `commit ${hex(40)}\n    Fix the token of the login form, see ${hex(7)}`,
    `index ${hex(7)}..${hex(7)} 100644\n--- a/src/password.ts\n+++ b/src/password.ts`,
    `"node_modules/key-${hex(3)}": {"version": "2.${digits(2)}.0", "integrity": "sha512-${
      base64(86)
    }=="}`,
    `left-pad@^1.3.0:\n  version "1.3.0"\n  resolved "https://r.example/left-pad-1.3.0.tgz#${
      hex(40)
    }"`,
    `sha256:${hex(64)}  image@sha256:${hex(64)}`,
    `checksum = "${hex(64)}"\nsource = "registry+https://example.com/index"`,
    `2026-11-25T10:${digits(2)}:00Z INFO [auth] user ${uuid()} logged in, session=${
      digits(9)
    } token_id=${uuid()}`,
    `{"trace_id":"${hex(32)}","span_id":"${hex(16)}","request_id":"req_${
      base62(24)
    }","status":200}`,
    `{"id":"chatcmpl-${base62(29)}","object":"chat.completion","usage":{"total_tokens":${
      digits(4)
    }}}`,
    `{"id":"msg_${base62(24)}","type":"tool_use","tool_use_id":"toolu_${
      base62(24)
    }","name":"get_token"}`,
    `{"tool_call_id":"call_${base62(24)}","thread":"thread_${base62(24)}","run":"run_${
      base62(24)
    }"}`,
    `{"nextPageToken":"${base62(48)}","cursor":"${btoa(`{"id":${digits(9)}}`)}","etag":"\\"${
      hex(32)
    }\\""}`,
    `<img alt="logo" src="data:image/png;base64,iVBORw0KGgo${base64(400)}">`,
    `!function(e,t){var n=e.token,r=t.key;n&&r.push({k:"${base62(5)}",v:n.password})}(a,b),${
      base62(3)
    }=1;`,
    `at login (/app/node_modules/auth/dist/index-${base62(8)}.js:${digits(3)}:${digits(2)})`,
    `app.${hex(8)}.js  vendor.${hex(20)}.css  chunk-${base62(10)}.mjs`,
    `key: ${hex(32)}  cache-key: ${hex(40)}  etag: W/"${hex(20)}"`,
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${base64(43)} bob@laptop`,
    `SHA256:${base64(43)} root@host (ED25519)`,
    `0x${hex(64)} block ${digits(8)} gas ${digits(6)} nonce ${digits(3)}`,
    `order ${digits(10)} tracking 1Z${maker.text(CHARS.upper36, 16)} sku ${
      maker.text(CHARS.upper36, 8)
    }`,
    `id,name,key_id\n${digits(6)},Ann,${uuid()}\n${digits(6)},Bob,${uuid()}\n`,
    `const ${base62(8)}Provider = createProvider("${uuid()}", { tokenType: "Bearer" });`,
    `GET /v1/keys/${uuid()}?limit=20&page_token=${base62(32)} 200 ${digits(2)}ms`,
    `d="M${digits(2)}.5 ${digits(2)}L${digits(3)} ${digits(2)}c-${digits(1)}.2-.3 ${
      digits(1)
    }.1-.7 1.2z"`,
  ];
}

/** About 170 KB of clean text. */
export function cleanText(seed: number): string {
  const maker = new SecretMaker(seed);
  const parts: string[] = [];
  for (let round = 0; round < 16; round++) {
    parts.push(TYPESCRIPT, PYTHON, OTHER_CODE, CONFIG, PROSE, ...generated(maker));
  }
  return parts.join("\n");
}
