namespace Castor.Conformance;

/// <summary>Where things lie in the checkout that the tests were built from.</summary>
internal static class RepositoryFolders
{
    public static string Root { get; } = FindRoot();

    public static string Clients { get; } = Path.Combine(Root, "tests", "Castor.Conformance", "clients");

    public static string LlamaCpp { get; } = Path.Combine(Root, "bench", "llamacpp", "peer");

    public static string Scenarios { get; } = Path.Combine(Root, "tests", "Castor.Conformance", "scenarios");

    public static string Quickstarts { get; } = Path.Combine(Root, "tests", "Castor.Conformance", "quickstarts");

    public static string Samples { get; } = Path.Combine(Root, "samples");

    public static string Spark { get; } = Path.Combine(Root, "models", "castor-spark.gguf");

    public static string SamplePicture { get; } = Path.Combine(Samples, "castor.png");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Castor.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Castor.slnx above {AppContext.BaseDirectory}.");
    }
}
