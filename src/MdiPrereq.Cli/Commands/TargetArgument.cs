using System.CommandLine;
using System.Linq;

namespace MdiPrereq.Cli.Commands;

/// <summary>The argument that names the targets.</summary>
internal static class TargetArgument
{
    public static Argument<string[]> Create(string description)
    {
        var argument = new Argument<string[]>("target") { Description = description, Arity = ArgumentArity.ZeroOrMore };

        // An option that we do not know would be taken for a target.
        argument.Validators.Add(result =>
        {
            var option = result.Tokens.Select(token => token.Value).FirstOrDefault(value => value.Length > 1 && value[0] == '-');
            if (option is not null) result.AddError($"There is no option '{option}'");
        });
        return argument;
    }
}
