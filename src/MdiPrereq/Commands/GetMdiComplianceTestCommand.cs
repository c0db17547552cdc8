using System.IO;
using System.Management.Automation;

namespace MdiPrereq.Commands;

/// <summary>
/// <para type="synopsis">Gives the file of the Pester suite that ships with this module.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "MdiComplianceTest")]
[OutputType(typeof(FileInfo))]
public sealed class GetMdiComplianceTestCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // bin/<framework>/MdiPrereq.dll, in the module's folder as in the repository.
        var bin = Path.GetDirectoryName(Path.GetDirectoryName(typeof(GetMdiComplianceTestCommand).Assembly.Location)!)!;
        WriteObject(new FileInfo(Path.Combine(Path.GetDirectoryName(bin)!, "examples", "MdiPrereq.Tests.ps1")));
    }
}
