using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>A number for <c>countTokens</c>.</summary>
internal sealed record TokenCountAnswer(int TotalTokens) : Answer
{
    public override CallMethods Fits => CallMethods.CountTokens;
}
