using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>A vector for embedding calls.</summary>
internal sealed record EmbeddingAnswer(float[] Values) : Answer
{
    public override CallMethods Fits => CallMethods.EmbedContent;
}
