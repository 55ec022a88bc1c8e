"""cryptography: an abi3 extension in Rust (PyO3) with OpenSSL inside: ciphers, keys, certificates, errors. What is random is checked, not shown."""

import base64
import datetime
import ipaddress

from cryptography import exceptions, fernet, utils, x509
from cryptography.hazmat.backends.openssl import backend
from cryptography.hazmat.primitives import cmac, constant_time, hashes, hmac, keywrap, padding, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, padding as rsa_padding, rsa, x25519
from cryptography.hazmat.primitives.ciphers import Cipher, aead, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.hazmat.primitives.twofactor.totp import TOTP

print(backend.name, backend.openssl_version_text().split()[0])
for algorithm in [hashes.SHA256(), hashes.SHA3_384(), hashes.BLAKE2b(64), hashes.SHAKE128(20), hashes.MD5()]:
    digest = hashes.Hash(algorithm)
    digest.update(b"abc")
    digest.update(bytearray(b"def"))
    copy = digest.copy()
    print(algorithm.name, digest.finalize().hex(), copy.finalize().hex()[:8])
mac = hmac.HMAC(b"key", hashes.SHA256())
mac.update(memoryview(b"message"))
print(mac.finalize().hex(), constant_time.bytes_eq(b"a", b"a"))
c = cmac.CMAC(algorithms.AES(bytes(16)))
c.update(b"x")
print(c.finalize().hex(), HKDF(hashes.SHA256(), 16, b"salt", b"info").derive(b"input").hex(), PBKDF2HMAC(hashes.SHA1(), 20, b"salt", 2).derive(b"password").hex())
print(Scrypt(b"salt", 16, 16, 1, 1).derive(b"pw").hex(), keywrap.aes_key_wrap(bytes(16), bytes(range(16))).hex(), TOTP(b"12345678901234567890", 8, hashes.SHA1(), 30).generate(59))
key, iv = bytes(range(32)), bytes(range(16))
for mode in [modes.CBC(iv), modes.CTR(iv), modes.GCM(iv[:12]), modes.ECB()]:
    encryptor = Cipher(algorithms.AES(key), mode).encryptor()
    padder = padding.PKCS7(128).padder()
    data = padder.update(b"secret message, and more") + padder.finalize()
    text = encryptor.update(data) + encryptor.finalize()
    tag = [encryptor.tag] if mode.name == "GCM" else []
    decryptor = Cipher(algorithms.AES(key), modes.GCM(iv[:12], *tag) if tag else mode).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    plain = unpadder.update(decryptor.update(text) + decryptor.finalize()) + unpadder.finalize()
    print(mode.name, text.hex(), [t.hex() for t in tag], plain)
for box in [aead.AESGCM(key), aead.ChaCha20Poly1305(key), aead.AESCCM(key), aead.AESSIV(key)]:
    args = ([b"ad"],) if isinstance(box, aead.AESSIV) else (b"ad",)
    nonce = () if isinstance(box, aead.AESSIV) else (iv[:12],)
    sealed = box.encrypt(*nonce, b"data", *args)
    print(type(box).__name__, sealed.hex(), box.decrypt(*nonce, sealed, *args))
f = fernet.Fernet(base64.urlsafe_b64encode(key))
token = f._encrypt_from_parts(b"fernet", 1700000000, iv)
print(token, f.decrypt(token), f.extract_timestamp(token), fernet.MultiFernet([f, fernet.Fernet(fernet.Fernet.generate_key())]).decrypt(token))

signer = ed25519.Ed25519PrivateKey.from_private_bytes(key)
signature = signer.sign(b"message")
print(signature.hex(), signer.public_key().verify(signature, b"message"), signer.public_key().public_bytes_raw().hex())
one, two = x25519.X25519PrivateKey.from_private_bytes(key), x25519.X25519PrivateKey.generate()
print(one.exchange(two.public_key()) == two.exchange(one.public_key()), one.public_key().public_bytes_raw().hex())
curve = ec.derive_private_key(12345678901234567890, ec.SECP256R1())
print(curve.public_key().public_numbers(), curve.curve.name, curve.key_size)
print(curve.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode())
made = curve.sign(b"data", ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
print(made.hex(), curve.public_key().verify(made, b"data", ec.ECDSA(hashes.SHA256())))
rsa_key = rsa.generate_private_key(65537, 2048)
oaep = rsa_padding.OAEP(rsa_padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
pss = rsa_padding.PSS(rsa_padding.MGF1(hashes.SHA256()), rsa_padding.PSS.MAX_LENGTH)
signed = rsa_key.sign(b"m", pss, hashes.SHA256())
print(rsa_key.decrypt(rsa_key.public_key().encrypt(b"rsa", oaep), oaep), rsa_key.public_key().verify(signed, b"m", pss, hashes.SHA256()), rsa_key.public_key().public_numbers().e)
pem = rsa_key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.BestAvailableEncryption(b"pw"))
print(serialization.load_pem_private_key(pem, b"pw").private_numbers() == rsa_key.private_numbers(), pem.splitlines()[0])
ssh = serialization.load_ssh_public_key(signer.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH))
print(ssh == signer.public_key(), serialization.ssh_key_fingerprint(ssh, hashes.SHA256()).hex())

name = x509.Name([x509.NameAttribute(x509.NameOID.COUNTRY_NAME, "XY"), x509.NameAttribute(x509.NameOID.COMMON_NAME, "tést")])
day = datetime.datetime(2026, 11, 21, tzinfo=datetime.timezone.utc)
certificate = (
    x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(signer.public_key()).serial_number(1234567)
    .not_valid_before(day).not_valid_after(day + datetime.timedelta(days=365))
    .add_extension(x509.BasicConstraints(True, 1), True)
    .add_extension(x509.SubjectAlternativeName([x509.DNSName("a.example"), x509.IPAddress(ipaddress.ip_address("10.0.0.1")), x509.DirectoryName(name)]), False)
    .add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), True)
    .add_extension(x509.SubjectKeyIdentifier.from_public_key(signer.public_key()), False)
    .sign(signer, None)
)
print(certificate.public_bytes(serialization.Encoding.PEM).decode())
print(certificate, certificate.subject.rfc4514_string(), certificate.not_valid_after_utc, certificate.fingerprint(hashes.SHA256()).hex(), certificate.version, certificate.signature_algorithm_oid)
for extension in certificate.extensions:
    print(extension)
again = x509.load_der_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
print(again == certificate, hash(again) == hash(certificate), again.verify_directly_issued_by(certificate), again.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName))
csr = x509.CertificateSigningRequestBuilder().subject_name(name).sign(curve, hashes.SHA256())
print(csr.is_signature_valid, csr.subject == name)
revoked = x509.RevokedCertificateBuilder().serial_number(5).revocation_date(day).build()
crl = x509.CertificateRevocationListBuilder().issuer_name(name).last_update(day).next_update(day).add_revoked_certificate(revoked).sign(signer, None)
print(len(crl), crl[0].serial_number, crl.get_revoked_certificate_by_serial_number(5).revocation_date_utc, [r.serial_number for r in crl])
bundle = pkcs12.serialize_key_and_certificates(b"n", rsa_key, None, None, serialization.NoEncryption())
print(pkcs12.load_key_and_certificates(bundle, None)[0].private_numbers() == rsa_key.private_numbers())


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)


attempt(f.decrypt, b"bad token")
attempt(signer.public_key().verify, b"x" * 64, b"message")
attempt(aead.AESGCM, b"short")
attempt(aead.AESGCM(key).decrypt, iv[:12], b"0" * 20, None)
attempt(Cipher, "x", modes.ECB())
attempt(Cipher, algorithms.AES(key), modes.CBC(b"short"))
attempt(serialization.load_pem_private_key, b"nonsense", None)
attempt(serialization.load_pem_private_key, pem, None)
attempt(serialization.load_pem_private_key, pem, "text")
attempt(x509.load_pem_x509_certificate, b"nonsense")
attempt(x509.load_der_x509_certificate, b"\x30\x03\x02\x01\x01")
attempt(x509.Name, ["x"])
attempt(hashes.Hash, "sha256")
attempt(hashes.Hash(hashes.SHA256()).update, "text")
attempt(digest.update, b"after the end")
attempt(rsa.generate_private_key, 3, 100)
attempt(one.exchange, "x")
attempt(certificate.extensions.get_extension_for_class, x509.NameConstraints)
attempt(ec.EllipticCurvePublicNumbers(1, 2, ec.SECP256R1()).public_key)
attempt(setattr, certificate, "serial", 3)
attempt(x509.CertificateBuilder().sign, signer, None)
