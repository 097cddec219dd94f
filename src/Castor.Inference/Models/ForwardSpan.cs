using Castor.Inference.KvCaches;

namespace Castor.Inference.Models;

/// <summary>The rows of one sequence in a batch.</summary>
/// <param name="Sequence">Whose keys and values they see and extend.</param>
/// <param name="FirstRow">The first row of the batch.</param>
/// <param name="RowCount">How many.</param>
/// <param name="Start">The position of the first.</param>
internal readonly record struct ForwardSpan(KvSequence Sequence, int FirstRow, int RowCount, int Start);
