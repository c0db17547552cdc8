#!/usr/bin/python3
"""Writes nnr-matrix.json: what Test-MdiNnr must say of every device of the lab, asking one DNS server. Rules as in
make_matrix.py: of a list any value will do, null means that no name may be given. Names are compared as people would
(case, host part, first 15 characters). A key that is absent is not asserted: a result must come all the same."""
import json
import os

BIND, REFUSING, DC1, HOSTILE = "10.77.0.53", "10.77.0.54", "10.77.0.10", "10.77.1.55"
CLOSED = {"Ntlm": "Closed", "NetBios": "Closed", "Rdp": "Closed"}
SILENT = {"Ntlm": "Filtered", "NetBios": "NoReply", "Rdp": "Filtered"}
NOWHERE = {"Ntlm": "Unreachable", "NetBios": ["Unreachable", "NoReply"], "Rdp": "Unreachable"}


def listed(value):
    return value if isinstance(value, list) else [value]


def device(what, address, by, verdict, names=None, conflict=False, dns=None, server=BIND, states=None, **methods):
    """methods: Ntlm, NetBios, Rdp with the name each gives; the others are in the state that states says."""
    row = {"What": what, "ComputerName": address, "DnsServer": server}
    if by:
        row.update(ResolvedBy=listed(by), ResolvedName=listed(names), Conflict=conflict, Verdict=listed(verdict))
    for method, state in (CLOSED if states is None else states).items():
        name = methods.get(method)
        row[method + "State"] = ["Open"] if method in methods else listed(state)
        if name != "?":
            row[method + "Name"] = listed(name)
    if dns != "?":
        row["DnsName"] = listed(dns)
    return row


def nnr(name):
    return name + ".nnr.lab.test"


def several(*names):
    """All names of several PTR records, in the order of the alphabet."""
    return ", ".join(nnr(name) for name in names)


ROWS = [
    device("healthy: all three methods", "10.77.1.11", "Primary", "Pass", [nnr("fs1"), "FS1"], dns=nnr("fs1"),
           Ntlm="FS1", NetBios="FS1", Rdp=nnr("fs1")),
    device("domain controller", "10.77.0.10", "Primary", "Pass", ["dc1.corp.lab.test", "DC1"], server=DC1, dns="dc1.corp.lab.test",
           Ntlm=["dc1.corp.lab.test", "DC1"], NetBios="DC1", Rdp="dc1.corp.lab.test"),
    device("RDP only", "10.77.1.12", "Primary", "Pass", nnr("ws2"), dns=nnr("ws2"), Rdp=nnr("ws2")),
    device("NetBIOS and certificate disagree", "10.77.1.13", "Secondary", "Warning", nnr("newname13"), True,
           dns=nnr("newname13"), NetBios="OLDNAME13", Rdp=nnr("newname13")),
    device("the same without a reverse zone to decide", "10.77.1.13", ["Primary", "None"], ["Warning", "Fail"],
           ["OLDNAME13", nnr("newname13"), None], True, server=DC1, NetBios="OLDNAME13", Rdp=nnr("newname13")),
    device("PTR only", "10.77.1.14", "Secondary", "Warning", nnr("ptronly"), dns=nnr("ptronly")),
    device("stale PTR, no primary", "10.77.1.15", "Secondary", "Fail", nnr("ghost"), True, dns=nnr("ghost")),
    device("stale PTR, NetBIOS knows better", "10.77.1.16", "Primary", "Pass", "WS6", dns=nnr("ghost2"), NetBios="WS6"),
    device("stale PTR decides between names that disagree", "10.77.1.41", "Secondary", "Fail", nnr("ghost3"), True,
           dns=nnr("ghost3"), NetBios="OLDNAME41", Rdp=nnr("newname41")),
    device("two PTRs, both lead back", "10.77.1.17", "Secondary", "Fail", several("many-a", "many-b"), True,
           dns=several("many-a", "many-b")),
    device("two PTRs, one of them stale", "10.77.1.42", "Secondary", "Fail", several("ghost4", "right42"), True,
           dns=several("ghost4", "right42")),
    device("two PTRs, one an alias of the other", "10.77.1.43", "Secondary", "Warning", nnr("host43"), dns=nnr("host43")),
    device("PTR of a name without an address", "10.77.1.44", "Secondary", "Warning", nnr("nowhere44"), dns=nnr("nowhere44")),
    device("PTR with control characters", "10.77.1.18", None, None, dns="?"),
    device("reverse zone, no record", "10.77.1.19", "None", "Fail"),
    # Within three seconds a kernel sends a SYN twice to four times, by its kind: each method may lose all, all three do not.
    device("30 % loss", "10.77.1.20", "Primary", "Pass", [nnr("lossy"), "LOSSY"], dns=nnr("lossy"),
           Ntlm=["LOSSY", None], NetBios=["LOSSY", None], Rdp=[nnr("lossy"), None])
    | {"NtlmState": ["Open", "Filtered"], "NetBiosState": ["Open", "NoReply"], "RdpState": ["Open", "Filtered"]},
    device("RDP insists on NLA", "10.77.1.21", "Primary", "Pass", nnr("nla"), dns=nnr("nla"), Rdp=nnr("nla")),
    device("RDP with TLS 1.2 only", "10.77.1.22", "Primary", "Pass", nnr("tls12"), dns=nnr("tls12"), Rdp=nnr("tls12")),
    device("silent", "10.77.1.23", "None", "Fail", states=SILENT),
    device("name of 23 characters", "10.77.1.24", "Primary", "Pass", [nnr("averylongcomputername24"), "AVERYLONGCOMPUT"],
           dns=nnr("averylongcomputername24"), NetBios="AVERYLONGCOMPUT", Rdp=nnr("averylongcomputername24")),
    device("certificate of a farm", "10.77.1.25", "Secondary", "Warning", nnr("fs25"), True, dns=nnr("fs25"),
           Ntlm="FS25", NetBios="FS25", Rdp="rds-farm.example.com"),
    device("sixty PTRs: truncated over UDP", "10.77.1.28", "Secondary", "Fail", "?", True, dns="?"),
    device("PTR behind a CNAME (RFC 2317)", "10.77.1.29", "Secondary", "Warning", nnr("classless"), dns=nnr("classless")),
    device("no reverse zone, NetBIOS", "10.77.8.11", "Primary", "Pass", "NOZ1", NetBios="NOZ1"),
    device("no reverse zone: NXDOMAIN of 10.in-addr.arpa", "10.77.8.12", "None", "Fail"),
    device("no reverse zone: REFUSED", "10.77.8.12", "None", "Fail", server=REFUSING),
    device("no reverse zone: NXDOMAIN without SOA", "10.77.8.12", "None", "Fail", server=DC1),
    device("DNS server silent", "10.77.1.14", "None", "Fail", server="10.77.0.20") | {"DnsState": ["NoReply"]},
    device("DNS server closed", "10.77.1.14", "None", "Fail", server="10.77.0.21") | {"DnsState": ["Closed"]},
    device("hostile: control characters in all names", "10.77.1.30", None, None, Ntlm="?", NetBios="?", Rdp="?"),
    device("hostile: lengths beyond the data", "10.77.1.31", None, None, states={"Rdp": "Closed"}) | {"NtlmName": [None]},
    device("hostile: NTLM offset outside", "10.77.1.32", "None", "Fail", states=CLOSED | {"Ntlm": "Open"}),
    device("hostile: endless X.224", "10.77.1.33", "None", "Fail", states=CLOSED | {"Rdp": "Open"}),
    device("hostile: empty names", "10.77.1.34", "None", "Fail", states={"Rdp": "Closed"}) | {"NtlmName": [None], "NetBiosName": [None]},
    device("hostile: a group's name, lone surrogates", "10.77.1.35", None, None, states={"Rdp": "Closed"}) | {"NetBiosName": [None]},
    device("hostile: fifteen spaces, a name of 20,000", "10.77.1.36", None, None, states={"Rdp": "Closed"}) | {"NetBiosName": [None]},
    device("hostile: cut short", "10.77.1.37", None, None, states={"Rdp": "Closed"}) | {"NtlmName": [None]},
    device("hostile: conflict bit, AUTHENTICATE", "10.77.1.38", "None", "Fail", states={"Rdp": "Closed"}) | {"NtlmName": [None], "NetBiosName": [None]},
] + [
    device("hostile DNS: " + what, f"10.77.4.{octet}", "None" if dns is None else None, "Fail", dns=dns, server=HOSTILE, states=NOWHERE)
    for octet, what, dns in [
        (1, "owner points to itself", None), (2, "data points to itself", None), (3, "two pointers in a circle", None),
        (4, "record longer than the datagram", None), (5, "label longer than the data", None), (6, "65,535 answers counted", "?"),
        (7, "name of 600 bytes", None), (8, "reserved label type", None), (9, "PTR of another name", None),
        (10, "control characters", "?"), (11, "PTR to the root", None), (12, "truncated for ever", None), (13, "CNAME to itself", None)]
]


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "nnr-matrix.json")
    for row in ROWS:
        if row.get("ResolvedName") == ["?"]:
            del row["ResolvedName"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(row) for row in ROWS) + "\n]\n")


if __name__ == "__main__":
    main()
