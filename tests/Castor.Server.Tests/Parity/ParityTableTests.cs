using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Castor.Server.Tests.Parity;

/// <summary>The table of docs/parity.md and the tests are about the same rows.</summary>
public sealed partial class ParityTableTests
{
    private const int RowCount = 50;

    private static readonly string[] s_page = File.ReadAllLines(RepositoryRoot.File("docs/parity.md"));

    [Fact]
    public void Rows_OfTheTable_HaveATestEachAndNoTestIsWithoutARow()
    {
        int[] tested = [.. typeof(ParityTableTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null && method.Name.StartsWith("Row", StringComparison.Ordinal))
            .SelectMany(method => Numbers(method.Name.Split('_')[0])).Distinct().Order()];
        Assert.Equal(Rows().Order(), tested);
    }

    [Fact]
    public void Rows_OfTheReference_AreAllToldOf()
    {
        // Those that wait, and those that are not copied, are told below the table.
        string[] below = [.. s_page.SkipWhile(line => !line.StartsWith("Rows 38", StringComparison.Ordinal))];
        IEnumerable<int> others = below.Where(line => !line.Contains("tests/", StringComparison.Ordinal)).SelectMany(line => line.StartsWith('|') ? Numbers(line.Split('|')[^2]) : RowsOf(line));
        Assert.Equal(Enumerable.Range(1, RowCount), Rows().Concat(others).Distinct().Order());
    }

    private static IEnumerable<int> Rows() => s_page
        .SkipWhile(line => !line.StartsWith("| row |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
        .SelectMany(line => Numbers(line.Split('|')[1])).Distinct();

    private static IEnumerable<int> RowsOf(string line) => Mention().Matches(line).SelectMany(match => Numbers(match.Value));

    private static IEnumerable<int> Numbers(string text) => Number().Matches(text).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("[Rr]ows? [0-9]+")]
    private static partial Regex Mention();
}
