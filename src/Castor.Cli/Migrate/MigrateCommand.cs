using System.CommandLine;

namespace Castor.Cli.Migrate;

/// <summary><c>castor migrate</c>: moves work between the twins.</summary>
internal static class MigrateCommand
{
    public static Command Create() => new DocumentedCommand(
        "migrate",
        "Move work between the Gemini Developer API and Vertex AI.",
        "castor migrate prompts ~/Downloads/AI_Studio --to vertex",
        "castor migrate prompts exported --to aistudio --output 'Google AI Studio'")
    {
        MigratePromptsCommand.Create(),
    };
}
