using System.CommandLine;

namespace Castor.Cli.Models;

/// <summary><c>castor models</c>: the weights of this machine.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new DocumentedCommand(
        "models",
        "Pull, list, show, remove and make the weights that the local engine runs.",
        "castor models pull ggml-org/gemma-3-270m-it-qat-GGUF:Q4_0",
        "castor models list",
        "castor models show gemma-3-270m-it",
        "castor models remove gemma-3-270m-it")
    {
        ModelPullCommand.Create(),
        ModelListCommand.Create(),
        ModelShowCommand.Create(),
        ModelRemoveCommand.Create(),
        ModelQuantizeCommand.Create(),
        ModelSynthesizeCommand.Create(),
    };
}
