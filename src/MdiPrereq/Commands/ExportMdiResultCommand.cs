using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using MdiPrereq.Machine;
using MdiPrereq.Results;

namespace MdiPrereq.Commands;

/// <summary>Writes results to a JSON file that another machine can read back as the same types.</summary>
[Cmdlet(VerbsData.Export, "MdiResult", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMdiResultCommand : PSCmdlet
{
    private const string DeserializedPrefix = "Deserialized.";

    // Kept as text: it is smaller than the objects, and a pipeline that is stopped leaves no file.
    private readonly List<string> _lines = [];
    private string _path = "";

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Results of any cmdlet of this module, also such that came through remoting.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Does not overwrite a file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
        if (provider.Name != "FileSystem" || !Directory.Exists(System.IO.Path.GetDirectoryName(_path)) || Directory.Exists(_path))
        {
            ThrowTerminatingError(Errors.Input(
                $"'{Path}' is no file in a folder that exists. Give the path of a file, such as .\\results.json.",
                Errors.PathNotUsable,
                ErrorCategory.InvalidArgument,
                Path));
        }

        if (NoClobber && File.Exists(_path)) ThrowTerminatingError(Exists());
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && TypeOf(InputObject) is { } type)
        {
            try
            {
                _lines.Add(ResultFile.Line(type, property => ValueOf(InputObject, property)));
                return;
            }
            catch (Exception exception) when (exception is PSInvalidCastException or ArgumentOutOfRangeException)
            {
                // A property does not hold what that type has in it, or an infinite number: reported below.
            }
        }

        WriteError(Errors.Input(
            "The object is no result of this module. Pipe in what its Test- and Measure- cmdlets give.",
            Errors.InvalidInputObject,
            ErrorCategory.InvalidArgument,
            InputObject));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(_path, $"Write {_lines.Count} results")) return;
        try
        {
            ResultFile.Write(_path, _lines, LocalMachine.Name, overwrite: !NoClobber);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (NoClobber && File.Exists(_path)) ThrowTerminatingError(Exists());
            ThrowTerminatingError(Errors.Input(
                $"'{_path}' could not be written: {exception.Message}", Errors.ResultFileNotWritten, ErrorCategory.WriteError, _path));
        }

        if (PassThru) WriteObject(new FileInfo(_path));
    }

    // A result may have a name for its view before that of its type.
    private static ResultType? TypeOf(PSObject source) => source.TypeNames
        .Select(name => name.StartsWith(DeserializedPrefix, StringComparison.Ordinal) ? name.Substring(DeserializedPrefix.Length) : name)
        .Select(ResultType.Of)
        .FirstOrDefault(type => type is not null);

    private static object? ValueOf(PSObject source, PropertyInfo property)
    {
        var value = source.Properties[property.Name]?.Value;
        var type = property.PropertyType;
        if (value is null && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)) return null;
        return LanguagePrimitives.ConvertTo(value, type, System.Globalization.CultureInfo.InvariantCulture);
    }

    private ErrorRecord Exists() => Errors.Input(
        $"'{_path}' exists. Leave -NoClobber out to overwrite it.", Errors.ResultFileExists, ErrorCategory.ResourceExists, _path);
}
