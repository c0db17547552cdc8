using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>What <c>.editorconfig</c> asks for and no analyzer holds. Tests are left out: their data may want a longer line.</summary>
public class ColumnTests
{
    [Fact]
    public void No_line_of_the_product_is_longer_than_the_editor_is_told()
    {
        var settings = File.ReadAllText(Path.Combine(TestMachine.Repository, ".editorconfig"));
        var most = int.Parse(Regex.Match(settings, @"max_line_length = (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        var source = Path.Combine(TestMachine.Repository, "src");
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj")).ToList();
        var tooLong =
            from file in files
            from line in File.ReadLines(file).Index()
            where line.Item.Length > most
            select $"{Path.GetRelativePath(source, file)}:{line.Index + 1}";
        Assert.NotEmpty(files);
        Assert.Equal("", string.Join("\n", tooLong));
    }
}
