using System.CommandLine;

namespace Castor.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class DocumentedCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Lines that work when pasted.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
