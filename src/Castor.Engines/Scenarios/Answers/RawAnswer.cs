using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>An answer that is written as the file has it.</summary>
/// <param name="Chunks">The chunks of a stream.</param>
internal sealed record RawAnswer(IReadOnlyList<byte[]> Chunks) : Answer
{
    public override CallMethods Fits => CallMethods.Generation;
}
