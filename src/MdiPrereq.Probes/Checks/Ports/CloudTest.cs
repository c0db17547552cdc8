using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Ports;

/// <summary>The test of a workspace's cloud service, for its row: another check makes it, step by step.</summary>
/// <param name="options">How the run is made that has the row.</param>
/// <param name="run">Stops the test.</param>
internal delegate Task<CloudFinding> CloudTest(ProbeOptions options, CancellationToken run);
