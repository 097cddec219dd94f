using Castor.Inference.Kernels.Emitted;

namespace Castor.Inference.Kernels;

/// <summary>
/// The tensor operations of a model, in one of several tiers of instructions. All work on raw pointers into aligned buffers, check nothing
/// and allocate nothing. Every result depends on its own row alone, never on the rows computed beside it, so that a request's tokens do
/// not depend on what else runs.
/// </summary>
internal abstract unsafe class KernelSet
{
    /// <summary>The tier's name, as options and reports give it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the rows of prompts are rounded otherwise than those of answers: keys and values of the one are not those of the other then.</summary>
    public bool MultipliesPromptsApart => PromptProducts is not null;

    /// <summary>The products of weights for the rows of prompts, where they are others than those of all rows.</summary>
    public virtual TileProducts? PromptProducts => null;

    /// <summary>The products of attention for the rows of prompts, where they are rounded otherwise too.</summary>
    public virtual TileAttention? PromptAttention => null;

    /// <summary>Rounds one row of floats to what <see cref="Multiply"/> takes: bytes with a scale per 32 columns, or tiles.</summary>
    public abstract void Quantize(ActivationRows rows, int row);

    /// <summary>Multiplies rows with groups of 16 outputs: <c>y[row, 16 g + r] = sum over k of w[16 g + r, k] x[row, k]</c>.</summary>
    /// <param name="weights">The matrix.</param>
    /// <param name="rows">The activations, quantised where the matrix is.</param>
    /// <param name="firstRow">The first row to multiply; a multiple of 16 where it is of prompts.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="y">Where row 0's output 0 goes; whole groups are written, padding too.</param>
    /// <param name="stride">Floats from one row of <paramref name="y"/> to the next.</param>
    /// <param name="firstGroup">The first group of outputs.</param>
    /// <param name="endGroup">One past the last.</param>
    public abstract void Multiply(PackedMatrix weights, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride, int firstGroup, int endGroup);

    /// <summary><c>y = x * weight / sqrt(mean(x^2) + epsilon)</c>; a null weight counts as ones. <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public abstract void RmsNorm(float* x, float* weight, float* y, int count, float epsilon);

    /// <summary><c>x += y</c>.</summary>
    public abstract void Add(float* x, float* y, int count);

    /// <summary><c>x *= factor</c>.</summary>
    public abstract void Scale(float* x, float factor, int count);

    /// <summary><c>y = gelu(gate) * up</c>, with the tanh form of GELU.</summary>
    public abstract void GeluMultiply(float* gate, float* up, float* y, int count);

    /// <summary><c>x = cap * tanh(x / cap)</c>.</summary>
    public abstract void SoftCap(float* x, float cap, int count);

    /// <summary>Turns the pairs (i, i + half) of one head by the angles whose cosines and sines are given (NEOX order).</summary>
    public abstract void Rotate(float* head, float* cos, float* sin, int half);

    /// <summary><c>x *= y</c>.</summary>
    public abstract void MultiplyEach(float* x, float* y, int count);

    /// <summary>The scalar product of two vectors.</summary>
    public abstract float Dot(float* x, float* y, int count);

    /// <summary>
    /// Keeps what is exceptional of a row: <c>x = max(0, x - (mean + deviations * deviation))</c>. The deviation is that of a sample, over <c>count - 1</c>, as llama.cpp
    /// has it; transformers divides by <c>count</c>, which at the 8,192 gates of Gemma 3n moves the cut by a ten-thousandth of a deviation.
    /// </summary>
    public abstract void GaussianTopK(float* x, float deviations, int count);

    /// <summary>Rounds floats to f16, to nearest even.</summary>
    public abstract void StoreHalves(float* x, ushort* y, int count, nint stride);

    /// <summary>Scores of queries against one tile of 16 keys: <c>scores[q, p] = sum over d of queries[q, d] keys[d, p]</c>.</summary>
    /// <param name="queries">Rows of <paramref name="headDim"/> floats, one after the other.</param>
    /// <param name="queryCount">How many.</param>
    /// <param name="keys">f16, <c>[headDim, 16]</c>: a lane is a position.</param>
    /// <param name="headDim">The length of a head.</param>
    /// <param name="scores">Rows of <paramref name="stride"/> floats.</param>
    /// <param name="stride">Floats from one query's scores to the next's.</param>
    public abstract void ScoreTile(float* queries, int queryCount, ushort* keys, int headDim, float* scores, nint stride);

    /// <summary>Rounds 32 floats to signed bytes with one scale: the largest becomes 127.</summary>
    /// <param name="x">32 floats.</param>
    /// <param name="y">Where the first byte goes.</param>
    /// <param name="stride">Bytes from one to the next.</param>
    /// <returns>The scale as f16.</returns>
    public abstract ushort StoreBytes(float* x, sbyte* y, nint stride);

    /// <summary><see cref="ScoreTile"/> against keys of bytes.</summary>
    /// <param name="queries">Rows of <paramref name="headDim"/> floats, one after the other.</param>
    /// <param name="queryCount">How many.</param>
    /// <param name="keys">For each 32 dimensions 16 f16 scales, then bytes <c>[32, 16]</c>: a lane is a position.</param>
    /// <param name="headDim">The length of a head, a multiple of 32.</param>
    /// <param name="scores">Rows of <paramref name="stride"/> floats.</param>
    /// <param name="stride">Floats from one query's scores to the next's.</param>
    public abstract void ScoreByteTile(float* queries, int queryCount, byte* keys, int headDim, float* scores, nint stride);

    /// <summary><see cref="AddValues"/> with values of bytes.</summary>
    /// <param name="weights">Rows of <paramref name="stride"/> floats.</param>
    /// <param name="stride">Floats from one query's weights to the next's.</param>
    /// <param name="queryCount">How many queries.</param>
    /// <param name="scales">f16, a row of <see cref="KvCaches.KvLayout.PageLength"/> for each 32 dimensions.</param>
    /// <param name="values">Bytes, <c>[count, headDim]</c>.</param>
    /// <param name="count">Positions, no more than a page has.</param>
    /// <param name="headDim">The length of a head, a multiple of 32.</param>
    /// <param name="output">Rows of <paramref name="headDim"/> floats, one after the other.</param>
    public abstract void AddByteValues(float* weights, nint stride, int queryCount, ushort* scales, sbyte* values, int count, int headDim, float* output);

    /// <summary>Turns one row of scores into weights and tells their maximum and sum: <c>w = exp(s - max)</c>.</summary>
    /// <param name="scores">A multiple of 16 of them; masked ones are negative infinity, at least one is not.</param>
    /// <param name="count">How many.</param>
    /// <param name="maximum">The largest score.</param>
    /// <returns>The sum of the weights.</returns>
    public abstract float Exponentiate(float* scores, int count, out float maximum);

    /// <summary><c>output[q, d] += sum over p of weights[q, p] values[p, d]</c>.</summary>
    /// <param name="weights">Rows of <paramref name="stride"/> floats.</param>
    /// <param name="stride">Floats from one query's weights to the next's.</param>
    /// <param name="queryCount">How many queries.</param>
    /// <param name="values">f16, <c>[count, headDim]</c>.</param>
    /// <param name="count">Positions.</param>
    /// <param name="headDim">The length of a head.</param>
    /// <param name="output">Rows of <paramref name="headDim"/> floats, one after the other.</param>
    public abstract void AddValues(float* weights, nint stride, int queryCount, ushort* values, int count, int headDim, float* output);

    /// <summary><c>x = x * scale + y * factor</c>: merges two parts of a softmax.</summary>
    public abstract void Merge(float* x, float scale, float* y, float factor, int count);
}
