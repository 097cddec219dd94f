using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli;

/// <summary>The option that says whose something is.</summary>
internal static class ProjectOption
{
    private const int LongestName = 63;

    public static Option<string> Create(string description)
    {
        var option = new Option<string>("--project")
        {
            Description = description,
            HelpName = "PROJECT",
            DefaultValueFactory = _ => NewApiKey.DefaultProject,
        };
        option.Validators.Add(result =>
        {
            string project = result.Tokens.Count == 0 ? NewApiKey.DefaultProject : result.Tokens[0].Value;
            bool valid = project.Length is > 0 and <= LongestName
                && char.IsAsciiLetterLower(project[0])
                && project[^1] != '-'
                && project.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
            if (!valid)
            {
                result.AddError($"'{project}' is no project: take lower-case letters, digits and '-', a letter first.");
            }
        });
        return option;
    }
}
