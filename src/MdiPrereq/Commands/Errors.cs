using System;
using System.Management.Automation;

namespace MdiPrereq.Commands;

/// <summary>The error records of this module: stable ids, fitting categories, the input as target.</summary>
internal static class Errors
{
    public const string InvalidComputerName = "InvalidComputerName";
    public const string InvalidDomainName = "InvalidDomainName";
    public const string DomainControllersNotFound = "DomainControllersNotFound";
    public const string InvalidSourceAddress = "InvalidSourceAddress";
    public const string SourceAddressNotLocal = "SourceAddressNotLocal";
    public const string InvalidWorkspaceName = "InvalidWorkspaceName";
    public const string InvalidProxy = "InvalidProxy";
    public const string InvalidThumbprint = "InvalidThumbprint";
    public const string RequirementNotFound = "RequirementNotFound";
    public const string PortNotFound = "PortNotFound";
    public const string NoRowMatches = "NoRowMatches";
    public const string NotInbound = "NotInbound";
    public const string SharedSecretMissing = "SharedSecretMissing";
    public const string InboundSessionFailed = "InboundSessionFailed";
    public const string SessionInUse = "SessionInUse";
    public const string NothingToJoin = "NothingToJoin";
    public const string InvalidDnsServer = "InvalidDnsServer";
    public const string InvalidInputObject = "InvalidInputObject";
    public const string NoTarget = "NoTarget";
    public const string InvalidFacts = "InvalidFacts";
    public const string AdapterNotFound = "AdapterNotFound";
    public const string PathNotUsable = "PathNotUsable";
    public const string ResultFileExists = "ResultFileExists";
    public const string ResultFileNotFound = "ResultFileNotFound";
    public const string ResultFileNotReadable = "ResultFileNotReadable";
    public const string ResultFileNotWritten = "ResultFileNotWritten";
    public const string ResultFileTruncated = "ResultFileTruncated";
    public const string ResultFileForeign = "ResultFileForeign";
    public const string ResultFileNewer = "ResultFileNewer";
    public const string NameNotResolved = "NameNotResolved";
    public const string SourceAddressMissing = "SourceAddressMissing";
    public const string RemoteAddressMissing = "RemoteAddressMissing";
    public const string InvalidNnrMethod = "InvalidNnrMethod";
    public const string DnsServersNotFound = "DnsServersNotFound";
    public const string AdaptersNotRead = "AdaptersNotRead";
    public const string ResultsLost = "ResultsLost";

    /// <param name="problem">What is wrong and what to give instead, in words that stand alone: Windows PowerShell shows no more.</param>
    /// <param name="id">One of the ids above.</param>
    /// <param name="category">The category.</param>
    /// <param name="target">The input.</param>
    public static ErrorRecord Input(string problem, string id, ErrorCategory category, object? target) =>
        new(new ArgumentException(problem), id, category, target);

    /// <summary>A proof of a RADIUS reply is wanted, and nothing is given that could prove it.</summary>
    public static ErrorRecord NoSharedSecret() => Input(
        "Nothing proves a RADIUS reply but the shared secret. Give -SharedSecret with the one that the sensor has.",
        SharedSecretMissing,
        ErrorCategory.InvalidArgument,
        null);
}
