using System.Globalization;
using Castor.Storage.Keys;
using Spectre.Console;

namespace Castor.Cli.Keys;

/// <summary>Writes keys for people and for line tools.</summary>
internal static class KeyText
{
    /// <summary>One line a key, fields parted by tabs, no heading.</summary>
    public static void WriteLines(TextWriter output, IReadOnlyList<ApiKey> keys)
    {
        foreach (ApiKey key in keys)
        {
            output.WriteLine(string.Join(
                '\t',
                key.Id,
                key.DisplayName,
                key.Last4,
                key.Project,
                Time(key.CreateTime),
                Time(key.LastUsedTime),
                Time(key.DeleteTime),
                Limits(key.Restrictions)));
        }
    }

    /// <summary>A table on the terminal.</summary>
    public static void WriteTable(IReadOnlyList<ApiKey> keys)
    {
        if (keys.Count == 0)
        {
            Console.Out.WriteLine("No keys yet. Make one with 'castor keys create NAME'.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (string heading in (string[])["Id", "Name", "Key", "Project", "Made", "Last used", "Limits"])
        {
            table.AddColumn(new TableColumn(heading) { NoWrap = heading is not ("Name" or "Limits") });
        }

        foreach (ApiKey key in keys)
        {
            string state = key.DeleteTime is null
                ? string.Join(", ", Limited(key.Restrictions).Select(limit => limit.Name))
                : $"deleted {Day(key.DeleteTime)}";
            string[] cells = [key.Id, key.DisplayName, $"...{key.Last4}", key.Project, Day(key.CreateTime), Day(key.LastUsedTime), state];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>All that is known of one key.</summary>
    public static void WriteOne(TextWriter output, ApiKey key)
    {
        Line("id", key.Id);
        Line("name", key.DisplayName);
        Line("key", $"...{key.Last4}");
        Line("project", key.Project);
        Line("made", Time(key.CreateTime));
        Line("last used", key.LastUsedTime is null ? "never" : Time(key.LastUsedTime));
        if (key.DeleteTime is { } deleted)
        {
            Line("deleted", $"{Time(deleted)}, can be taken back until {Time(deleted + ApiKeyStore.Recoverable)}");
        }

        Line("models", List(key.Restrictions.Models));
        Line("methods", List(key.Restrictions.Methods));
        Line("services", List(key.Restrictions.Services));
        Line("referrers", List(key.Restrictions.Referrers));
        Line("ips", List(key.Restrictions.Ips));

        void Line(string name, string value) => output.WriteLine($"{name,-10} {value}");
    }

    /// <summary>A time as RFC 3339 has it; empty for none.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never";

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "any" : string.Join(", ", items);

    private static string Limits(ApiKeyRestrictions restrictions) =>
        string.Join("; ", Limited(restrictions).Select(limit => $"{limit.Name}: {string.Join(",", limit.Items)}"));

    private static IEnumerable<(string Name, IReadOnlyList<string> Items)> Limited(ApiKeyRestrictions restrictions)
    {
        (string Name, IReadOnlyList<string> Items)[] all =
        [
            ("models", restrictions.Models),
            ("methods", restrictions.Methods),
            ("services", restrictions.Services),
            ("referrers", restrictions.Referrers),
            ("ips", restrictions.Ips),
        ];
        return all.Where(limit => limit.Items.Count > 0);
    }
}
