namespace Castor.Inference.Quantization;

/// <summary>Fills in the elements of a row; called from several threads at once, for different rows.</summary>
internal delegate void RowSource(long row, Span<float> values);
