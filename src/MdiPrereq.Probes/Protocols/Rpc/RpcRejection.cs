namespace MdiPrereq.Protocols;

/// <summary>Why an RPC server says no, in words.</summary>
internal static class RpcRejection
{
    /// <summary>provider_reject_reason of bind_nak (C706 section 12.6.3.1, MS-RPCE 2.2.2.5).</summary>
    public static string OfBind(int reason) => reason switch
    {
        0 => "reason not specified",
        1 => "temporary congestion",
        2 => "local limit exceeded",
        3 => "called address unknown",
        4 => "protocol version not supported",
        5 => "default context not supported",
        6 => "user data not readable",
        7 => "no address available",
        8 => "authentication type not recognised",
        9 => "invalid checksum",
        _ => $"reason {reason}",
    };

    /// <summary>The status of a fault (C706 appendix E, MS-ERREF 2.2), as far as it has a name here.</summary>
    public static string OfFault(uint status) => status switch
    {
        0x00000005 => "access denied",
        0x000006D3 => "RPC_S_UNKNOWN_AUTHN_SERVICE",
        0x000006D8 => "RPC_S_PROTSEQ_NOT_FOUND",
        0x000006F7 => "RPC_X_BAD_STUB_DATA",
        0x00000721 => "RPC_S_SEC_PKG_ERROR",
        0x1C000009 => "nca_unspec_reject",
        0x1C000008 => "nca_rpc_version_mismatch",
        0x1C010002 => "nca_op_rng_error",
        0x1C010003 => "nca_unk_if",
        0x1C01000B => "nca_proto_error",
        0x1C010014 => "nca_server_too_busy",
        0x1C00001D => "nca_unsupported_authn_level",
        _ => $"status 0x{status:X8}",
    };
}
