#!/usr/bin/python3
"""Writes matrix.json: what Test-MdiPort must say of every host and row. Rules here, rows there; run it after a change.

Of a list of States or Reasons the first is the truth; the others are what a program may also say in good faith, because
the socket API of its platform hides the difference (README.md, "What Linux hides"). Verified null: not asserted."""
import json
import os

ROWS = [  # Id, Transport, port, catalogue that has it
    ("Dns53", "Udp", 53, "Current"), ("Dns53", "Tcp", 53, "Current"),
    ("Kerberos88", "Udp", 88, "Current"), ("Kerberos88", "Tcp", 88, "Current"),
    ("Ntp123", "Udp", 123, "Current"),
    ("NnrRpc135", "Tcp", 135, "Current"), ("NnrNetBios137", "Udp", 137, "Current"), ("NnrRdp3389", "Tcp", 3389, "Current"),
    ("Ldap389", "Udp", 389, "Current"), ("Ldap389", "Tcp", 389, "Current"),
    ("Ldaps636", "Tcp", 636, "Current"), ("Gc3268", "Tcp", 3268, "Current"), ("GcSsl3269", "Tcp", 3269, "Current"),
    ("Ldaps636", "Udp", 636, "Seed2022"), ("Netlogon445", "Tcp", 445, "Seed2022"), ("Netlogon445", "Udp", 445, "Seed2022"),
]
TLS = (636, 3269)


def says(state, *reasons, verified=False, also=(), **more):
    return {"State": [state, *also], "Reason": list(reasons), "Verified": verified, **more}


GOOD = says("Open", "ProtocolReply", verified=True)
REFUSED = says("Closed", "ConnectionRefused")
PORT_UNREACHABLE = says("Closed", "PortUnreachable")
FILTERED = says("Filtered", "TimedOut")
NO_REPLY = says("NoReply", "TimedOut")
UNEXPECTED = says("Open", "UnexpectedReply")
NOTHING_SAID = says("Open", "NoProtocolReply")
TLS_BUT_NO_MORE = says("Open", "NoProtocolReply", "UnexpectedReply")
RESET = says("Open", "ConnectionReset")
LOCAL = says("BlockedLocally", "AccessDenied")


def same(tcp, udp):
    return lambda port, transport: tcp if transport == "Tcp" else udp


def controller(name, issuer="MdiPrereq Lab CA"):
    def expect(port, transport):
        row = dict(GOOD)
        if port in (389, 636, 3268, 3269, 135, 3389, 137):
            row["RemoteName"] = [name.upper().split(".")[0]] if port == 137 else [name]
        if port == 135:
            row["RemoteName"] = [name, name.upper().split(".")[0]]
        if port in (636, 3269, 3389):
            row["CertificateSubject"], row["CertificateIssuer"] = name, issuer
        if port in (88, 123, 389, 636, 3268, 3269, 135, 445):
            row["MaxClockSkewSeconds"] = 1
        return row
    return expect


def controller_by_name(name):
    """The name has an IPv4 and an IPv6 address: which is taken is the program's choice, and NetBIOS hangs on it."""
    def expect(port, transport):
        if port == 137:
            return says("Open", "ProtocolReply", "PortUnreachable", "NoProbeExists", "NotApplicable", verified=None,
                        also=["Closed", "NotTested"])
        return controller(name)(port, transport)
    return expect


def controller6(name):
    def expect(port, transport):
        # NetBIOS does not exist over IPv6: a program may know that, or find the port closed.
        if port == 137:
            return says("Closed", "PortUnreachable", "NoProbeExists", "NotApplicable", also=["NotTested"])
        return controller(name)(port, transport)
    return expect


def only(ports, expect, otherwise):
    return lambda port, transport: expect(port, transport) if port in ports else otherwise(port, transport)


def without_name(port, transport):
    return {k: v for k, v in GOOD.items()} | ({"MaxClockSkewSeconds": 1} if port == 88 else {})


def honest(port, transport):
    return controller("liar.corp.lab.test")(port, transport) | (
        {"RemoteName": ["LIAR"]} if port == 137 else {})


def wrong_id(port, transport):
    if transport == "Udp":
        return NO_REPLY
    return NOTHING_SAID if port in (88, 3389) else UNEXPECTED


def tls_only(port, transport):
    if transport == "Udp":
        return NO_REPLY
    return TLS_BUT_NO_MORE if port == 636 else UNEXPECTED


def trickle(port, transport):
    if transport == "Udp":
        return NO_REPLY
    return says("Open", "UnexpectedReply", "NoProtocolReply") if port in TLS else UNEXPECTED


def halfway(port, transport):
    if transport == "Udp":
        return NO_REPLY
    if port == 3389:
        return says("Open", "ProtocolReply", "NoProtocolReply", "UnexpectedReply", verified=None)
    if port == 135:
        return says("Open", "UnexpectedReply", "ProtocolReply")
    return UNEXPECTED


def unreachable(reason):
    """UDP without IP_RECVERR never hears of host or network unreachable."""
    return same(says("Unreachable", reason), says("Unreachable", reason, "TimedOut", also=["NoReply"]))


PROHIBITED = says("Unreachable", "AdministrativelyProhibited", "HostUnreachable")
PROHIBITED6 = says("Unreachable", "AdministrativelyProhibited", "AccessDenied", also=["BlockedLocally"])

HOSTS = [  # host, what to give to -ComputerName, what to expect
    ("mdi-dc1", "10.77.0.10", controller("dc1.corp.lab.test")),
    ("mdi-dc1 by name", "dc1.corp.lab.test", controller_by_name("dc1.corp.lab.test")),
    ("mdi-dc1 IPv6", "fd77::10", controller6("dc1.corp.lab.test")),
    ("mdi-dc2", "10.77.0.11", only((53, 88), without_name, same(FILTERED, NO_REPLY))),
    ("mdi-drop", "10.77.0.20", same(FILTERED, NO_REPLY)),
    ("mdi-drop IPv6", "fd77::20", same(FILTERED, NO_REPLY)),
    ("mdi-closed", "10.77.0.21", same(REFUSED, PORT_UNREACHABLE)),
    ("mdi-closed IPv6", "fd77::21", same(REFUSED, PORT_UNREACHABLE)),
    ("mdi-reject", "10.77.0.22", same(PROHIBITED, PROHIBITED)),
    ("mdi-reject IPv6", "fd77::22", same(PROHIBITED6, PROHIBITED6)),
    ("no host, same subnet", "10.77.0.250", unreachable("HostUnreachable")),
    ("no host, behind the router", "10.77.1.99", unreachable("HostUnreachable")),
    ("router: host unreachable", "10.77.2.1", unreachable("HostUnreachable")),
    ("router: prohibited", "10.77.3.1", same(PROHIBITED, PROHIBITED)),
    ("router: network unreachable", "10.77.4.1", unreachable("NetworkUnreachable")),
    ("router: black hole", "10.78.0.1", same(FILTERED, NO_REPLY)),
    ("sensor: refused locally", "10.77.6.1", same(LOCAL, LOCAL)),
    ("no such name", "nosuch.corp.lab.test", same(says("NameNotResolved", "NameNotResolved"), says("NameNotResolved", "NameNotResolved"))),
    ("liar: honest", "10.77.0.60", honest),
    ("liar: reset", "10.77.0.61", same(RESET, NO_REPLY)),
    ("liar: silent", "10.77.0.62", same(NOTHING_SAID, NO_REPLY)),
    ("liar: garbage", "10.77.0.63", same(UNEXPECTED, NO_REPLY)),
    ("liar: wrong service", "10.77.0.64", same(UNEXPECTED, NO_REPLY)),
    ("liar: wrong id", "10.77.0.65", wrong_id),
    ("liar: other port", "10.77.0.66", same(REFUSED, NO_REPLY)),
    ("liar: other address", "10.77.0.67", same(REFUSED, NO_REPLY)),
    ("liar: TLS only", "10.77.0.68", tls_only),
    ("liar: trickle", "10.77.0.69", trickle),
    ("liar: endless", "10.77.0.70", same(UNEXPECTED, NO_REPLY)),
    ("liar: echo", "10.77.0.71", same(UNEXPECTED, NO_REPLY)),
    ("liar: halfway", "10.77.0.72", halfway),
    ("liar: malformed", "10.77.0.73", same(UNEXPECTED, NO_REPLY)),
    ("liar: close", "10.77.0.74", same(says("Open", "NoProtocolReply", "ConnectionReset", "UnexpectedReply"), NO_REPLY)),
]


def rows():
    for host, target, expect in HOSTS:
        for ident, transport, port, catalog in ROWS:
            if transport == "Udp" and port in (445, 636):
                want = says("NotTested", "NoProbeExists")
                if host == "no such name":
                    want = says("NotTested", "NoProbeExists", "NameNotResolved", also=["NameNotResolved"])
            else:
                want = expect(port, transport)
            yield {"Host": host, "ComputerName": target, "Catalog": catalog, "RequirementId": ident,
                   "Transport": transport, "Port": port, **want}


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "matrix.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(row) for row in rows()) + "\n]\n")


if __name__ == "__main__":
    main()
