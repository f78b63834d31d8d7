/**
 * Passwords made of words with joiners and a figure, in the ways in which people write them down,
 * and the names of code that look like them.
 * @module
 */

import { SECRET_RULES } from "../../../../src/detect/rules/secrets/secrets.ts";
import { testGroups } from "../harness.ts";

/** The passwords that must be found stand in double brackets. */
const HITS: Readonly<Record<string, readonly string[]>> = {
  labels: [
    "Senha: [[Goiaba.Verde7]]",
    "has\u0142o: [[Sowa_nad_Rzeka3]], port 22",
    "Initialkennwort: [[Harz-Teich_26]]. Bald \u00e4ndern",
    "Password: [[Otter.Creek4]]",
    "mot de passe : [[Merle_Bois8]]",
    "contrase\u00f1a inicial: [[zorro_rio5]]",
    "Wachtwoord: [[egel.bos6]]",
    "Eng\u00e5ngsl\u00f6senord: [[Uggla_Skog9]]",
    "\u0412\u0440\u0435\u043c\u0435\u043d\u043d\u044b\u0439 \u043f\u0430\u0440\u043e\u043b\u044c: [[\u0421\u043e\u0432\u0430_\u041b\u0435\u04415]]",
    "geheim (Benutzer: bob, Passwort: [[Igel.Bach4]])",
    "password:[[Otter.Creek4]]",
    "Sua senha \u00e9 [[goiaba.verde7]]",
  ],
  forms: [
    "Login ........ ops\nPasswd ....... [[Otter*Creek6]]\n",
    "SNMP auth pass .. [[otterCreek_hill]]\n",
    "Enable secret ..... [[Otter#12creek]]\n",
    "Passwort ______ [[Igel*Bach61]]\n",
    "Mot de passe........: [[Merle*Bois6]]\n",
    "Username    ops\nPassword    [[Otter.Creek4]]\n",
    "Password:\n[[Otter_creek4]]\n",
    "<td>Password</td><td>[[Otter.Creek4]]</td>",
    "enable secret 0 [[Otter#12creek]]\n",
  ],
  settings: [
    "mail:\n  password: [[5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081]]\n",
    "DB_PASSWORD=[[otter_creek4]]\n",
    "user=ops password=[[Otter.Creek4]]",
    "PASSWORD_API=[[otter_Creek4]]\n",
    "ansible_password=[[Otter.Creek4]]\n",
    "Password = [[Otter.Creek4]]\n",
    "user/pass: ops/[[Otter.Creek4]]",
    "Zugang: ops / [[Igel.Bach4]]",
    "SMTP_PASS: [[Otter.Creek4]]\n",
  ],
  answers: [
    "Ann: t'as le mdp du compte ?\nL\u00e9o : oui c'est [[Merle_Bois22]]\n",
    "Ugo: la password \u00e8 cambiata?\nPia: s\u00ec da ieri sera, [[Gufo+Bosco3]]\nUgo: ok",
    "A: what's the wifi password?\nB: now it is [[Otter!Creek42]], all clear",
    "A: wie ist das Passwort?\nB: klar, [[Igel_Bach42]]\n",
    "A: \u043a\u0430\u043a\u043e\u0439 \u043f\u0430\u0440\u043e\u043b\u044c?\nB: \u0442\u0435\u043f\u0435\u0440\u044c [[Owl_Lake42]]\n",
    "A: het wachtwoord werkt niet\nB: het is nu [[Egel!Bos42]]\n",
    "A: the password does not work\nB: now it is [[Otter!Creek42]], since May\n",
    "le mot de passe c'est [[mErle&Bois]] avec un E",
  ],
  told: [
    "it asks for a password; use [[Maple-Stairs-7]] and press F2",
    "sudo wants the password, that one is [[Maple.Otter.58]].",
    "demande le mot de passe, tapez [[Merle-Bois-7]]",
    "pide la contrase\u00f1a; usa [[Zorro!Rio7]]",
    "fragt nach dem Passwort; dann bitte nimm [[Igel-Bach-7]]",
    "the password there is the word [[creekOtter95]] with a capital O",
    "their password ([[Otter!Creek7]]) expires",
    "pede a senha; digite [[Goiaba-Verde-7]]",
  ],
};

const MISSES: Readonly<Record<string, readonly string[]>> = {
  code: [
    "password: config.db1,",
    "{ password: user.pass1 }",
    "{password:heron.alpha1,x:1}",
    "Password = Settings.Default.Pane1;",
    "connect(user=u, password=Conf.Alpha1)",
    "  password=heron.alpha1)",
    "let password = heron.alpha1\n",
    "assert password == Hash.Sha1",
    "psql -v app_password=\"'$APP_PASSWORD'\"",
    "export PGPASSWORD=\"'${PW}'\"",
  ],
  forms: [
    "Changing Passwords ......... 4.2",
    "Password ...... required",
    "Passwords ............ 17",
    "Check password ....... passed",
    "Enable secret ..... no",
    "forgot your password... Click2Pay works as well",
    "enable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0",
    "password 8 characters",
    "Password    Required",
  ],
  identifiers: [
    "the password request id is 5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081",
    "password reset 5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081",
    "credentials: tenant/5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081",
    "clave_api: Cadena.Uno1",
    "password_id: 5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081",
    "the password of tenant 5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081",
    "password job 5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081 is done",
    "passwordHash: 5d0cf1a2-83f4-4e6b-9c1d-7a2b9e4f6081",
  ],
  answers: [
    "A: how do I reset the password?\nB: see ticket OPS-1234",
    "A: where is the password stored?\nB: in Keycloak24",
    "A: is the password hashed?\nB: yes, with bcrypt12",
    "A: password policy?\nB: NIST-800-63",
    "A: the password policy changed\nB: see Foo!Bar2",
    "title: password rules\nsize: twelve or more",
    "A: which password manager?\nB: try KeePassXC-2.7",
    "A: does it need a password?\nB: no, it is open since v2.4",
  ],
  told: [
    "asks for a password; use WPA2-Enterprise instead",
    "asks for the password; enter your LDAP one",
    "the password, use ed25519 keys instead",
    "asks for a password; use Python3.11 instead",
    "password (SHA256-hashed)",
    "password (see RFC2898)",
    "password (optional1)",
    "password, then enter",
  ],
};

testGroups({ rules: SECRET_RULES, category: "PASSWORD", hits: HITS, misses: MISSES });
