using System.Text.Json;
using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>The answer of the engine behind the scenarios.</summary>
/// <param name="Patch">What is laid over it, a JSON merge patch (RFC 7396) whose lists are merged item by item.</param>
internal sealed record PassthroughAnswer(JsonElement? Patch = null) : Answer
{
    public override CallMethods Fits => Patch is null ? CallMethods.All : CallMethods.Generation;

    public override CallMethods UsualMethods => CallMethods.Generation;
}
