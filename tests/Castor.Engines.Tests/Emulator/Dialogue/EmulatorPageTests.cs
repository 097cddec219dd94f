using System.Runtime.CompilerServices;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class EmulatorPageTests
{
    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Order_OfThePage_IsAnsweredAsThePageSays(string prompt, string answer) => Assert.Equal(answer, await Asking.Text(prompt));

    public static TheoryData<string, string> Orders()
    {
        var orders = new TheoryData<string, string>();
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../docs/emulator.md"));
        string table = page[page.IndexOf("| Prompt | Answer |", StringComparison.Ordinal)..];
        foreach (string row in table.Split('\n').Skip(2).TakeWhile(l => l.StartsWith("| `", StringComparison.Ordinal)))
        {
            string[] cells = row.Split(" | ");
            orders.Add(cells[0].Trim(' ', '|', '`'), cells[1].Trim(' ', '|', '`'));
        }

        Assert.True(orders.Count >= 5);
        return orders;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
