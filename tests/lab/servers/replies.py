"""Right answers, byte for byte, to the requests of the probes.

Each function takes the request and gives the reply a healthy server called `name` would send; None where the request
makes no sense. The liar twists these replies; what it leaves alone is therefore right."""
import struct
import time

NETBIOS, DNSNAME, REALM, WORKGROUP = "LIAR", "liar.corp.lab.test", "corp.lab.test", "CORP"


def dns(request, ident=None):
    """The question back, with NXDOMAIN: every well-formed reply proves a DNS server."""
    if len(request) < 17:
        return None
    ident = struct.unpack(">H", request[:2])[0] if ident is None else ident
    end = 12
    while request[end]:
        end += request[end] + 1
    return struct.pack(">HHHHHH", ident, 0x8583, 1, 0, 0, 0) + request[12:end + 5]


def nbstat(request, ident=None, names=None, count=None, rdlength=None):
    if len(request) < 50:
        return None
    ident = struct.unpack(">H", request[:2])[0] if ident is None else ident
    if names is None:
        names = [(NETBIOS.encode(), 0x00, 0x0400), (NETBIOS.encode(), 0x20, 0x0400), (WORKGROUP.encode(), 0x00, 0x8400)]
    body = b"".join(name.ljust(15)[:15] + bytes([suffix]) + struct.pack(">H", flags) for name, suffix, flags in names)
    body = bytes([len(names) if count is None else count]) + body + b"\x02\x00\x5e\x00\x00\x01" + bytes(40)
    return (struct.pack(">HHHHHH", ident, 0x8400, 0, 1, 0, 0) + request[12:46] + struct.pack(">HHI", 0x21, 1, 0)
            + struct.pack(">H", len(body) if rdlength is None else rdlength) + body)


def ntp(request, origin=None):
    if len(request) < 48:
        return None
    now = time.time() + 2208988800
    stamp = struct.pack(">II", int(now), int(now % 1 * 2**32))
    version = request[0] >> 3 & 7
    return (bytes([version << 3 | 4, 10, 0, 0xE7]) + bytes(4) + struct.pack(">I", 0x100) + b"\x7f\x7f\x01\x01" + stamp
            + (request[40:48] if origin is None else origin) + stamp + stamp)


def ber(tag, body, length=None):
    """Lengths in the long form, four octets, as Windows writes them."""
    return bytes([tag, 0x84]) + struct.pack(">I", len(body) if length is None else length) + body


def ldap_message_id(request):
    """30 <length> 02 <n> <id>"""
    at = 2 + (request[1] & 0x7F if request[1] & 0x80 else 0)
    size = request[at + 1]
    return int.from_bytes(request[at + 2:at + 2 + size], "big")


def rootdse(request, message_id=None, length=None):
    """SearchResultEntry and SearchResultDone, for TCP and UDP alike."""
    if len(request) < 9 or request[0] != 0x30:
        return None
    ident = ber(2, (ldap_message_id(request) if message_id is None else message_id).to_bytes(4, "big"))
    attributes = {
        "dnsHostName": [DNSNAME],
        "defaultNamingContext": ["DC=corp,DC=lab,DC=test"],
        "currentTime": [time.strftime("%Y%m%d%H%M%S.0Z", time.gmtime())],
        "isGlobalCatalogReady": ["TRUE"],
        "supportedCapabilities": ["1.2.840.113556.1.4.800"],
    }
    pairs = b"".join(ber(0x30, ber(4, kind.encode()) + ber(0x31, b"".join(ber(4, v.encode()) for v in values)))
                     for kind, values in attributes.items())
    entry = ber(0x64, ber(4, b"") + ber(0x30, pairs), length)
    done = ber(0x65, ber(10, b"\0") + ber(4, b"") + ber(4, b""))
    return ber(0x30, ident + entry) + ber(0x30, ident + done)


def kerberos(request):
    """KRB-ERROR 68, WRONG_REALM, as Windows answers a realm it does not know: realm and service of the request come back."""
    if not request or request[0] != 0x6A:
        return None
    at = request.find(b"krbtgt\x1b") + 7
    realm = request[at + 1:at + 1 + request[at]] if at >= 7 else b"INVALID.MDIPROBE"
    stime = time.strftime("%Y%m%d%H%M%SZ", time.gmtime()).encode()
    name = ber(0xA0, ber(2, b"\x02")) + ber(0xA1, ber(0x30, ber(0x1B, b"krbtgt") + ber(0x1B, realm)))
    body = (ber(0xA0, ber(2, b"\x05")) + ber(0xA1, ber(2, b"\x1e")) + ber(0xA4, ber(0x18, stime))
            + ber(0xA5, ber(2, b"\x01")) + ber(0xA6, ber(2, b"\x44")) + ber(0xA9, ber(0x1B, realm))
            + ber(0xAA, ber(0x30, name)))
    return ber(0x7E, ber(0x30, body))


def filetime():
    return struct.pack("<Q", int((time.time() + 11644473600) * 10_000_000))


def ntlm_challenge(netbios=NETBIOS, dnsname=DNSNAME, info_length=None, info_offset=None):
    def pair(ident, value):
        return struct.pack("<HH", ident, len(value)) + value

    text = {2: WORKGROUP, 1: netbios, 4: REALM, 3: dnsname}
    info = b"".join(pair(k, v if isinstance(v, bytes) else v.encode("utf-16-le")) for k, v in text.items())
    info += pair(7, filetime()) + pair(0, b"")
    target = WORKGROUP.encode("utf-16-le")
    offset = 56 + len(target)
    length = len(info) if info_length is None else info_length
    return (b"NTLMSSP\0" + struct.pack("<I", 2) + struct.pack("<HHI", len(target), len(target), 56)
            + struct.pack("<I", 0xE2898215) + b"\x01\x23\x45\x67\x89\xab\xcd\xef" + bytes(8)
            + struct.pack("<HHI", length, length, offset if info_offset is None else info_offset)
            + b"\x0a\x00\x63\x45\x00\x00\x00\x0f" + target + info)


def rpc(request, call_id=None, challenge=b"default", length=None):
    """bind_ack of the endpoint mapper; without its NTLM challenge when challenge is empty."""
    if len(request) < 24 or request[0] != 5 or request[2] != 11:
        return None
    call_id = struct.unpack("<I", request[12:16])[0] if call_id is None else call_id
    challenge = ntlm_challenge() if challenge == b"default" else challenge
    body = struct.pack("<HHI", 4280, 4280, 0x53F0) + struct.pack("<H", 4) + b"135\0" + bytes(2)
    body += bytes([1, 0, 0, 0]) + struct.pack("<HH", 0, 0)
    body += bytes.fromhex("045d888aeb1cc9119fe808002b10486002000000")
    trailer = bytes.fromhex("0a02000001000000") + challenge if challenge else b""
    size = 16 + len(body) + len(trailer)
    return (bytes([5, 0, 12, 3, 0x10, 0, 0, 0]) + struct.pack("<HHI", size if length is None else length, len(challenge), call_id)
            + body + trailer)


def smb(request, message_id=None, structure=65):
    if len(request) < 68 or request[4:8] != b"\xfeSMB":
        return None
    message_id = struct.unpack("<Q", request[28:36])[0] if message_id is None else message_id
    header = (b"\xfeSMB" + struct.pack("<HHIHHIIQ", 64, 0, 0, 0, 1, 1, 0, message_id) + struct.pack("<IIQ", 0, 0, 0) + bytes(16))
    body = (struct.pack("<HHHH", structure, 3, 0x0302, 0) + bytes(range(16)) + struct.pack("<IIII", 7, 1 << 23, 1 << 23, 1 << 23)
            + filetime() + bytes(8) + struct.pack("<HHI", 128, 0, 0))
    return struct.pack(">I", len(header + body)) + header + body


def rdp(request, selected=1, length=19):
    """X.224 connection confirm that chooses TLS."""
    if len(request) < 11 or request[0] != 3 or request[5] != 0xE0:
        return None
    return bytes([3, 0]) + struct.pack(">H", length) + bytes.fromhex("0ed0000012340002000800") + struct.pack("<I", selected)


def framed(port, message):
    """The length in front of a message that TCP needs where UDP does not."""
    if port == 53:
        return struct.pack(">H", len(message)) + message
    if port == 88:
        return struct.pack(">I", len(message)) + message
    return message


def right_tcp(port, data):
    """The right reply, frame and all, to one whole request on a TCP port (after TLS on 636 and 3269)."""
    if port == 53:
        return framed(port, dns(data[2:]))
    if port == 88:
        return framed(port, kerberos(data[4:]))
    return {135: rpc, 389: rootdse, 445: smb, 636: rootdse, 3268: rootdse, 3269: rootdse, 3389: rdp}[port](data)


def right_udp(port, data):
    return {53: dns, 88: kerberos, 123: ntp, 137: nbstat, 389: rootdse}[port](data)
