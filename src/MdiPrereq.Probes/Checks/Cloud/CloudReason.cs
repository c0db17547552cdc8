namespace MdiPrereq;

/// <summary>What a step of a test of the cloud service came to.</summary>
public enum CloudReason
{
    /// <summary>The step works as it should.</summary>
    Works,

    /// <summary>Not made, since an earlier step failed.</summary>
    EarlierStepFailed,

    /// <summary>The run was stopped first.</summary>
    Cancelled,

    /// <summary>An error that has no better name; the message tells which.</summary>
    Error,

    /// <summary>A proxy is set where the sensor does not look, and none where it does.</summary>
    ProxyNotSeenBySensor,

    /// <summary>The accounts of the sensor and of its updater have different settings.</summary>
    AccountsDiffer,

    /// <summary>A script chooses the proxy, and this test runs no scripts.</summary>
    ProxyScript,

    /// <summary>The proxy settings could not be read.</summary>
    SettingsUnreadable,

    /// <summary>Not made, since the way out is not known.</summary>
    WayOutUnknown,

    /// <summary>The name has no address.</summary>
    NameNotResolved,

    /// <summary>The connection was refused.</summary>
    ConnectionRefused,

    /// <summary>Nothing came within the timeout.</summary>
    TimedOut,

    /// <summary>The network said that the host cannot be reached, or that a firewall forbids it.</summary>
    Unreachable,

    /// <summary>This machine refused to send.</summary>
    BlockedLocally,

    /// <summary>The connection was closed or reset.</summary>
    ConnectionClosed,

    /// <summary>The proxy wants a user name and a password (407), and none was given.</summary>
    ProxyAuthenticationRequired,

    /// <summary>The proxy refused the credential that was given (407 again).</summary>
    ProxyCredentialRefused,

    /// <summary>The proxy forbids the host (401 or 403).</summary>
    ProxyForbids,

    /// <summary>The proxy allows the host but cannot reach it (500, 502, 503, 504).</summary>
    ProxyCannotReach,

    /// <summary>What answered does not behave as a proxy.</summary>
    NotAProxy,

    /// <summary>What answered does not speak TLS.</summary>
    NotTls,

    /// <summary>The two ends share no version of TLS that is good enough: 1.2 or later.</summary>
    TlsTooOld,

    /// <summary>The TLS handshake failed otherwise.</summary>
    TlsFailed,

    /// <summary>The certificate has expired, or is not yet valid.</summary>
    CertificateExpired,

    /// <summary>The certificate is for another name.</summary>
    CertificateForOtherName,

    /// <summary>This machine does not trust the certificate.</summary>
    CertificateNotTrusted,

    /// <summary>The chain ends in a root that the service does not use: TLS is inspected.</summary>
    TlsInspection,

    /// <summary>The chain ends before a root.</summary>
    RootUnknown,

    /// <summary>HTTP 404: something answers, but not the sensor API.</summary>
    NotFound,

    /// <summary>HTTP redirection, as to a sign-in page.</summary>
    Redirected,

    /// <summary>Another answer than the sensor API gives.</summary>
    UnexpectedAnswer,

    /// <summary>No answer came.</summary>
    NoAnswer,

    /// <summary>The clocks differ too much.</summary>
    ClocksDiffer,

    /// <summary>The answer told no time.</summary>
    NoTimeTold,

    /// <summary>No root certificate of the service is in the machine's store.</summary>
    RootMissing,

    /// <summary>The store could not be read.</summary>
    StoreUnreadable,
}
