"""The lab's own judge: each row of the port table probed with a request of its own, byte for byte.

Written apart from the C#, on purpose: the two must agree. `probe()` gives State, Reason, Verified in the words of
`Get-Help Test-MdiPort`, and RemoteName, Skew (seconds), Evidence where the reply has them. No third-party module."""
import calendar
import errno
import socket
import ssl
import struct
import sys
import tempfile
import time

IP_RECVERR, IPV6_RECVERR, MSG_ERRQUEUE = 11, 25, 0x2000


class Bad(Exception):
    """A reply that is not what the protocol says."""


class Silence(Exception):
    pass


class Gone(Exception):
    """The peer closed in good order."""


def need(condition, text):
    if not condition:
        raise Bad(text)


# ---- requests and their parsers: parse(reply, request) gives evidence or raises Bad ------------------------------------

def fresh(size):
    return open("/dev/urandom", "rb").read(size)


def dns_request(name=b"\x04_mdi\x05probe\x07invalid\x00"):
    return fresh(2) + bytes.fromhex("01000001000000000000") + name + bytes.fromhex("00060001")


def dns_name(data, at):
    labels, jumps, end = [], 0, None
    while True:
        need(at < len(data), "name beyond the data")
        size = data[at]
        if size & 0xC0 == 0xC0:
            need(at + 1 < len(data) and jumps < 32, "compression loop")
            end = at + 2 if end is None else end
            at, jumps = (size & 0x3F) << 8 | data[at + 1], jumps + 1
        elif size == 0:
            return b".".join(labels), at + 1 if end is None else end
        else:
            need(size < 64 and at + 1 + size <= len(data), "label beyond the data")
            labels.append(data[at + 1:at + 1 + size])
            need(sum(map(len, labels)) + len(labels) < 255, "name too long")
            at += 1 + size


def dns_parse(reply, request):
    need(len(reply) >= 12 and reply[:2] == request[:2], "identifier")
    need(reply[2] & 0x80 and not reply[2] & 0x78, "not a reply to a query")
    questions, *records = struct.unpack(">HHHH", reply[4:12])
    at = 12
    need(questions <= 1, "questions")
    for _ in range(questions):
        _, at = dns_name(reply, at)
        at += 4
        need(reply[12:at].lower() == request[12:].lower(), "another question")
    answers = []
    for _ in range(sum(records)):
        owner, at = dns_name(reply, at)
        need(at + 10 <= len(reply), "record beyond the data")
        kind, _, _, size = struct.unpack(">HHIH", reply[at:at + 10])
        need(at + 10 + size <= len(reply), "record data beyond the data")
        if kind in (12, 5, 2):
            answers.append((owner, kind, dns_name(reply, at + 10)[0]))
        at += 10 + size
    return {"Evidence": f"rcode {reply[3] & 15}", "Answers": answers}


def nbstat_request():
    return fresh(2) + bytes.fromhex("00000001000000000000" + "20434b" + "41" * 30 + "00" + "00210001")


def nbstat_parse(reply, request):
    need(len(reply) >= 57 and reply[:2] == request[:2], "identifier")
    need(reply[2] & 0x80 and struct.unpack(">H", reply[6:8])[0] == 1, "not a reply with one answer")
    need(reply[12:46] == request[12:46] and reply[46:50] == b"\x00\x21\x00\x01", "not a node status")
    size, count = struct.unpack(">HB", reply[54:57])
    need(56 + size <= len(reply) and 1 + 18 * count <= size, "names beyond the data")
    for at in range(57, 57 + 18 * count, 18):
        flags = struct.unpack(">H", reply[at + 16:at + 18])[0]
        if reply[at + 15] == 0 and not flags & 0x9800:
            return {"RemoteName": reply[at:at + 15].rstrip().decode("latin-1"), "Evidence": f"{count} names"}
    raise Bad("no unique name")


def ntp_request():
    return bytes([0x23]) + bytes(39) + fresh(8)


def ntp_parse(reply, request):
    need(len(reply) >= 48 and reply[0] & 7 == 4 and reply[24:32] == request[40:48], "mode or origin")
    sent = struct.unpack(">II", reply[40:48])
    return {"Skew": sent[0] + sent[1] / 2**32 - 2208988800 - time.time(), "Evidence": f"stratum {reply[1]}"}


ATTRIBUTES = "dnsHostName defaultNamingContext currentTime isGlobalCatalogReady serverName supportedCapabilities".split()


def short(tag, body):
    return bytes([tag]) + (bytes([len(body)]) if len(body) < 128 else bytes([0x81, len(body)])) + body


def ldap_request():
    ident = 1 + fresh(1)[0] % 100
    wanted = b"".join(short(4, a.encode()) for a in ATTRIBUTES)
    search = bytes.fromhex("04000a01000a0100020100020100010100870b") + b"objectClass" + short(0x30, wanted)
    return short(0x30, short(2, bytes([ident])) + short(0x63, search))


def ber_item(data, at, end):
    """(tag, start of value, end of value), all inside data[at:end]."""
    need(at + 2 <= end, "BER header beyond the data")
    tag, size, at = data[at], data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        need(1 <= count <= 4 and at + count <= end, "BER length")
        size, at = int.from_bytes(data[at:at + count], "big"), at + count
    need(at + size <= end, "BER value beyond the data")
    return tag, at, at + size


def ber_children(data, at, end):
    while at < end:
        tag, start, at = ber_item(data, at, end)
        yield tag, start, at


def utc(text):
    return calendar.timegm(time.strptime(text.decode()[:14], "%Y%m%d%H%M%S"))


def ldap_parse(reply, request):
    ident = request[4] if request[1] < 0x80 else request[5]
    found, done = {}, False
    for tag, start, end in ber_children(reply, 0, len(reply)):
        need(tag == 0x30, "not an LDAPMessage")
        parts = list(ber_children(reply, start, end))
        need(len(parts) >= 2 and parts[0][0] == 2, "no messageID")
        need(int.from_bytes(reply[parts[0][1]:parts[0][2]], "big") == ident, "another messageID")
        kind, start, end = parts[1]
        need(kind in (0x64, 0x65), "not a search result")
        if kind == 0x65:
            done = True
            continue
        for _, start, end in ber_children(reply, *list(ber_children(reply, start, end))[1][1:]):
            name, values = list(ber_children(reply, start, end))
            found[reply[name[1]:name[2]].decode()] = [reply[s:e] for _, s, e in ber_children(reply, *values[1:])]
    need(done and found, "no rootDSE")
    result = {"Evidence": "GC ready " + found.get("isGlobalCatalogReady", [b"?"])[0].decode()}
    if "dnsHostName" in found:
        result["RemoteName"] = found["dnsHostName"][0].decode()
    if "currentTime" in found:
        result["Skew"] = utc(found["currentTime"][0]) - int(time.time())
    return result


def ldap_complete(data):
    """Bytes of the first messages up to and including SearchResultDone; 0 while more must come."""
    at = 0
    while True:
        need(len(data) <= at or data[at] == 0x30, "not an LDAPMessage")
        if len(data) < at + 6:
            return 0
        size, head = data[at + 1], 2
        if size & 0x80:
            need(1 <= size & 0x7F <= 4, "BER length")
            head += size & 0x7F
            size = int.from_bytes(data[at + 2:at + head], "big")
        need(size < 65536, "message too large")
        if len(data) < at + head + size:
            return 0
        _, _, end = ber_item(data, at + head, at + head + size)
        last = data[end] == 0x65 if end < at + head + size else True
        at += head + size
        if last:
            return at


def kerberos_request():
    nonce = bytes([fresh(1)[0] & 0x7F]) + fresh(3)
    return (bytes.fromhex("6a7c307aa103020105a20302010aa46e306ca00703050000000010a2121b10") + b"INVALID.MDIPROBE"
            + bytes.fromhex("a3253023a003020102a11c301a1b06") + b"krbtgt" + bytes.fromhex("1b10") + b"INVALID.MDIPROBE"
            + bytes.fromhex("a511180f") + b"20370913024805Z" + bytes.fromhex("a7060204") + nonce
            + bytes.fromhex("a80b3009020112020111020117"))


def kerberos_parse(reply, request):
    tag, start, end = ber_item(reply, 0, len(reply))
    need(tag == 0x7E, "not a KRB-ERROR")
    tag, start, end = ber_item(reply, start, end)
    fields = {t & 31: list(ber_children(reply, s, e)) for t, s, e in ber_children(reply, start, end)}
    need(tag == 0x30 and 4 in fields and 6 in fields, "not a KRB-ERROR")
    value = {k: reply[v[0][1]:v[0][2]] for k, v in fields.items() if v}
    return {"Evidence": f"error {int.from_bytes(value[6], 'big')}", "Skew": utc(value[4]) - int(time.time())}


RPC_BIND = bytes.fromhex(
    "05000b03100000007800280001000000b810b81000000000010000000000010008 83afe11f5dc91191a408002b14a0fa03000000"
    "045d888aeb1cc9119fe808002b10486002000000 0a02000001000000 4e544c4d535350000100000097820 8e2".replace(" ", "")
    + "00" * 16 + "0a0063450000000f")


def rpc_request():
    return RPC_BIND


def rpc_parse(reply, request):
    need(len(reply) >= 16 and reply[0] == 5 and reply[2] == 12 and reply[12:16] == request[12:16], "not our bind_ack")
    auth = struct.unpack("<H", reply[10:12])[0]
    need(auth and 16 + 8 + auth <= len(reply), "no NTLM challenge")
    challenge = reply[-auth:]
    need(challenge[:12] == b"NTLMSSP\0\2\0\0\0" and auth >= 48, "not an NTLM challenge")
    size, _, at = struct.unpack("<HHI", challenge[40:48])
    need(at + size <= auth, "target info beyond the data")
    pairs, end = {}, at + size
    while at + 4 <= end:
        kind, size = struct.unpack("<HH", challenge[at:at + 4])
        need(at + 4 + size <= end, "pair beyond the data")
        pairs[kind] = challenge[at + 4:at + 4 + size]
        at += 4 + size
    need(1 in pairs or 3 in pairs, "no names")
    result = {"RemoteName": (pairs.get(3) or pairs[1]).decode("utf-16-le", "replace"),
              "Evidence": pairs.get(1, b"").decode("utf-16-le", "replace")}
    if 7 in pairs:
        result["Skew"] = struct.unpack("<Q", pairs[7])[0] / 1e7 - 11644473600 - time.time()
    return result


SMB_NEGOTIATE = (bytes.fromhex("0000006c") + b"\xfeSMB" + struct.pack("<HHIHHIIQ", 64, 0, 0, 0, 1, 0, 0, 0) + bytes(32)
                 + struct.pack("<HHHHI", 36, 4, 1, 0, 0) + bytes(range(16)) + bytes(8)
                 + struct.pack("<HHHH", 0x0202, 0x0210, 0x0300, 0x0302))


def smb_parse(reply, request):
    need(reply[4:8] == b"\xfeSMB" and len(reply) >= 4 + 64 + 64, "not SMB2")
    need(struct.unpack("<H", reply[16:18])[0] == 0 and reply[20] & 1 and reply[28:36] == request[28:36], "not our reply")
    structure, _, dialect = struct.unpack("<HHH", reply[68:74])
    need(structure == 65 and dialect in (0x0202, 0x0210, 0x0300, 0x0302), "not a negotiate reply")
    return {"Evidence": f"dialect {dialect:#06x}", "Skew": struct.unpack("<Q", reply[108:116])[0] / 1e7 - 11644473600 - time.time()}


def rdp_request(protocols=3):
    return bytes.fromhex("030000130ee00000000000") + bytes.fromhex("01000800") + struct.pack("<I", protocols)


def rdp_parse(reply, request):
    need(len(reply) in (11, 19) and reply[4] == len(reply) - 5 and reply[5] == 0xD0, "not a connection confirm")
    if len(reply) == 11:
        return {"Evidence": "no negotiation", "Tls": False}
    kind, _, size, value = struct.unpack("<BBHI", reply[11:19])
    need(kind in (2, 3) and size == 8, "not a negotiation reply")
    return {"Evidence": f"failure {value}" if kind == 3 else f"protocol {value}", "Tls": kind == 2 and value in (1, 2, 8)}


# ---- one TCP connection ----------------------------------------------------------------------------------------------

class Connection:
    def __init__(self, sock, deadline):
        self.sock, self.deadline, self.received = sock, deadline, 0

    def patience(self):
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Silence
        self.sock.settimeout(left)

    def send(self, data):
        self.patience()
        self.sock.sendall(data)

    def some(self):
        self.patience()
        try:
            data = self.sock.recv(4096)
        except TimeoutError:
            raise Silence from None
        if not data:
            raise Gone
        self.received += len(data)
        return data

    def exactly(self, size, have=b""):
        need(size <= 65536, "length beyond all bounds")
        while len(have) < size:
            have += self.some()
        return have

    def tls(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.patience()
        try:
            self.sock = context.wrap_socket(self.sock)
        except TimeoutError:
            raise Silence from None
        except ssl.SSLEOFError:
            raise Gone from None
        except ssl.SSLError as error:
            if error.reason is None:  # an end of file that OpenSSL 3 words differently
                raise Gone from None
            raise Bad(f"TLS: {error.reason}") from None
        der = self.sock.getpeercert(binary_form=True)
        return certificate_names(der)


def certificate_names(der):
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as pem:
        pem.write(ssl.DER_cert_to_PEM_cert(der))
        pem.flush()
        fields = ssl._ssl._test_decode_cert(pem.name)  # the only decoder in the standard library
    name = {k: v for part in fields["subject"] for k, v in part}.get("commonName")
    issuer = {k: v for part in fields["issuer"] for k, v in part}.get("commonName")
    return {"Subject": name, "Issuer": issuer}


def talk_dns(c):
    request = dns_request()
    c.send(struct.pack(">H", len(request)) + request)
    data = c.exactly(2)
    return dns_parse(c.exactly(2 + struct.unpack(">H", data[:2])[0], data)[2:], request)


def talk_kerberos(c):
    request = kerberos_request()
    c.send(struct.pack(">I", len(request)) + request)
    data = c.exactly(4)
    return kerberos_parse(c.exactly(4 + struct.unpack(">I", data[:4])[0], data)[4:], request)


def talk_rpc(c):
    c.send(RPC_BIND)
    data = c.exactly(1)
    need(data[0] == 5, "not DCE/RPC")
    data = c.exactly(10, data)
    return rpc_parse(c.exactly(struct.unpack("<H", data[8:10])[0], data), RPC_BIND)


def talk_smb(c):
    c.send(SMB_NEGOTIATE)
    data = c.exactly(4)
    need(data[0] == 0, "not a session message")
    return smb_parse(c.exactly(4 + int.from_bytes(data[1:4], "big"), data), SMB_NEGOTIATE)


def talk_ldap(c):
    request = ldap_request()
    c.send(request)
    data = c.some()
    while not (size := ldap_complete(data)):
        data += c.some()
    return ldap_parse(data[:size], request)


def talk_ldaps(c):
    names = c.tls()
    c.received = 0
    return {**names, **talk_ldap(c)}


def talk_rdp(c, protocols=3):
    request = rdp_request(protocols)
    c.send(request)
    data = c.exactly(4)
    need(data[0] == 3, "not TPKT")
    result = rdp_parse(c.exactly(struct.unpack(">H", data[2:4])[0], data), request)
    if result.pop("Tls"):
        names = c.tls()
        result.update(names, RemoteName=names["Subject"])
    return result


TCP = {53: talk_dns, 88: talk_kerberos, 135: talk_rpc, 389: talk_ldap, 445: talk_smb, 636: talk_ldaps,
       3268: talk_ldap, 3269: talk_ldaps, 3389: talk_rdp}
UDP = {53: (dns_request, dns_parse), 88: (kerberos_request, kerberos_parse), 123: (ntp_request, ntp_parse),
       137: (nbstat_request, nbstat_parse), 389: (ldap_request, ldap_parse)}


# ---- from what the network said to State and Reason --------------------------------------------------------------------

def icmp_error(sock, family, number):
    """The ICMP error behind an errno, from the error queue; without it admin-prohibited looks like host unreachable."""
    try:
        sock.setblocking(False)
        _, ancillary, _, _ = sock.recvmsg(512, 512, MSG_ERRQUEUE)
        for _, _, data in ancillary:
            number_there, origin, kind, code = struct.unpack("IBBB", data[:7])
            if origin == 2 and kind == 3:
                return {0: ("Unreachable", "NetworkUnreachable"), 3: ("Closed", "PortUnreachable"),
                        9: ("Unreachable", "AdministrativelyProhibited"), 10: ("Unreachable", "AdministrativelyProhibited"),
                        13: ("Unreachable", "AdministrativelyProhibited")}.get(code, ("Unreachable", "HostUnreachable"))
            if origin == 3 and kind == 1:
                return {0: ("Unreachable", "NetworkUnreachable"), 1: ("Unreachable", "AdministrativelyProhibited"),
                        4: ("Closed", "PortUnreachable")}.get(code, ("Unreachable", "HostUnreachable"))
            if origin == 1:
                number = number_there
    except OSError:
        pass
    return {errno.EHOSTUNREACH: ("Unreachable", "HostUnreachable"), errno.ENETUNREACH: ("Unreachable", "NetworkUnreachable"),
            errno.EACCES: ("BlockedLocally", "AccessDenied"), errno.EPERM: ("BlockedLocally", "AccessDenied"),
            errno.ECONNREFUSED: ("Closed", "PortUnreachable" if sock.type == socket.SOCK_DGRAM else "ConnectionRefused"),
            errno.ECONNRESET: ("Open", "ConnectionReset"),
            errno.ETIMEDOUT: ("Filtered", "TimedOut")}.get(number, ("?", errno.errorcode.get(number, str(number))))


def open_socket(address, kind):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, kind)
    if family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, IPV6_RECVERR, 1)
    else:
        sock.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)
    return sock


def answer(state, reason, verified=False, **more):
    return {"State": state, "Reason": reason, "Verified": verified, **more}


def probe_tcp(address, port, timeout):
    with open_socket(address, socket.SOCK_STREAM) as sock:
        c = Connection(sock, time.monotonic() + timeout)
        sock.settimeout(timeout)
        try:
            sock.connect((address, port))
        except TimeoutError:
            return answer("Filtered", "TimedOut")
        except OSError as error:
            return answer(*icmp_error(sock, sock.family, error.errno))
        try:
            return answer("Open", "ProtocolReply", True, **TCP[port](c))
        except Silence:
            return answer("Open", "UnexpectedReply" if c.received else "NoProtocolReply")
        except Gone:
            return answer("Open", "UnexpectedReply" if c.received else "NoProtocolReply", Evidence="closed")
        except (Bad, ValueError, IndexError) as error:
            return answer("Open", "UnexpectedReply", Evidence=str(error))
        except OSError as error:
            return answer(*icmp_error(sock, sock.family, error.errno))
        finally:
            c.sock.close()


def probe_udp(address, port, timeout, tries=3):
    """Never retried because of a wrong answer: what does not match is as if it had not come."""
    build, parse = UDP[port]
    with open_socket(address, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect((address, port))
            for _ in range(tries):
                request = build()
                sock.send(request)
                end = time.monotonic() + timeout / tries
                while (left := end - time.monotonic()) > 0:
                    sock.settimeout(left)
                    try:
                        return answer("Open", "ProtocolReply", True, **parse(sock.recv(65535), request))
                    except TimeoutError:
                        break
                    except (Bad, ValueError, IndexError, struct.error):
                        continue
        except OSError as error:
            return answer(*icmp_error(sock, sock.family, error.errno))
    return answer("NoReply", "TimedOut")


def probe(address, port, transport, timeout=3.0):
    return (probe_tcp if transport == "Tcp" else probe_udp)(address, port, timeout)


def main(arguments):
    """probes.py [--quiet] <address> <port/tcp|port/udp>...: exit code 0 when all of them are verified."""
    quiet = arguments[0] == "--quiet"
    address, *services = arguments[1:] if quiet else arguments
    good = True
    for service in services:
        port, transport = service.split("/")
        result = probe(address, int(port), transport.capitalize())
        good &= result["Verified"]
        if not quiet:
            print(service, result)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
