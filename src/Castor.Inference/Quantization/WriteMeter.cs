using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>Counts tensors and bytes and tells of them.</summary>
internal sealed class WriteMeter(int count, long total, Action<QuantizationProgress>? tell)
{
    private int _index;
    private long _done;
    private string _tensor = "";
    private TensorType _type;

    public void Begin(string tensor, TensorType type)
    {
        _index++;
        _tensor = tensor;
        _type = type;
        Advance(0);
    }

    public void Advance(long bytes)
    {
        _done += bytes;
        tell?.Invoke(new QuantizationProgress(_tensor, _type, _index, count, _done, total));
    }
}
