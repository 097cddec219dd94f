using Castor.Inference.KvCaches;

namespace Castor.Inference.Scheduling;

/// <summary>What is known of the beginning of a prompt.</summary>
/// <param name="Sequence">Keys and values that can be continued; null for none.</param>
/// <param name="SharedLength">The tokens that the prompt has in common with an earlier one, which may be more than can be continued.</param>
internal readonly record struct PrefixMatch(KvSequence? Sequence, int SharedLength);
