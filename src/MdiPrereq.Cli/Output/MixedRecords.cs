using System.IO;

namespace MdiPrereq.Cli.Output;

/// <summary>Results of all kinds as one JSON array, each with the properties of its own kind.</summary>
internal sealed class MixedRecords(TextWriter writer) : IRecordWriter<CheckResult>
{
    private readonly JsonArray _array = new(writer);

    // Each kind by its name: a trimmed program keeps the properties of those only.
    public void Write(CheckResult record)
    {
        switch (record)
        {
            case PortTestResult port:
                _array.Write(port);
                break;
            case NnrTestResult device:
                _array.Write(device);
                break;
            case CloudTestResult step:
                _array.Write(step);
                break;
            case AdapterTestResult check:
                _array.Write(check);
                break;
            case ProbeArrival arrival:
                _array.Write(arrival);
                break;
            case ProbeReception reception:
                _array.Write(reception);
                break;
            default:
                _array.Write(record);
                break;
        }
    }

    public void Dispose() => _array.Dispose();
}
