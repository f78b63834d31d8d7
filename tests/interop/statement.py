"""Checks a DSSE envelope with securesystemslib: ENVELOPE PUBLIC_KEY_PEM KEYID. Prints its subjects."""

import json
import sys
from base64 import b64decode

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)
from securesystemslib.signer import SSlibKey

envelope_path, key_path, keyid = sys.argv[1:]
with open(envelope_path, encoding="utf-8") as file:
    document = json.load(file)
with open(key_path, "rb") as file:
    public = load_pem_public_key(file.read()).public_bytes(Encoding.Raw, PublicFormat.Raw)
key = SSlibKey(keyid, "ed25519", "ed25519", {"public": public.hex()})
payload = b64decode(document["payload"], validate=True)
kind = document["payloadType"].encode()
try:
    from securesystemslib.dsse import Envelope

    Envelope.from_dict(document).verify([key], 1)
except ImportError:  # Debian's version 0.26 has the signature check, but no envelopes.
    from securesystemslib.signer import Signature

    pae = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
    (line,) = document["signatures"]
    key.verify_signature(Signature(line["keyid"], b64decode(line["sig"]).hex()), pae)
if kind != b"application/vnd.in-toto+json":
    sys.exit("payloadType is " + kind.decode())
for subject in json.loads(payload)["subject"]:
    print(subject["digest"]["sha256"] + "  " + subject["name"])
