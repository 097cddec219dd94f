namespace Castor.Inference.Models.AltUp;

/// <summary>What a layer predicts and corrects the streams with; F32 in the model's memory, rows one after the other.</summary>
internal sealed unsafe class AltUpLayerWeights
{
    /// <summary>The norm before the router.</summary>
    public required float* RouterNorm { get; init; }

    /// <summary>From a stream to one number for each stream: a row of the model's width for each.</summary>
    public required float* Router { get; init; }

    /// <summary>From these numbers to what each stream takes of each: the row of stream <c>i</c> and the one it takes of, <c>j</c>, is <c>i * count + j</c>.</summary>
    public required float* PredictionCoefficients { get; init; }

    /// <summary>From these numbers to what each stream takes of the layer's innovation, but for 1.</summary>
    public required float* CorrectionCoefficients { get; init; }

    /// <summary>What the first stream is multiplied by, number by number, before it meets the layer's own embedding.</summary>
    public required float* CorrectionScale { get; init; }
}
