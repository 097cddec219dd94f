namespace Castor.Protocol.Tests.Samples;

/// <summary>Where the recorded files lie.</summary>
internal static class Fixtures
{
    public static string Root { get; } = Path.Combine(FindRepository(), "tests", "fixtures");

    public static string Samples { get; } = Path.Combine(Root, "wire-samples");

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Castor.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
