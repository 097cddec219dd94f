using Castor.Inference.Gguf;

namespace Castor.Inference.Tests;

public sealed class TensorTypeTests
{
    [Theory]
    [InlineData(TensorType.F32, 0)]
    [InlineData(TensorType.Q8_0, 8)]
    [InlineData(TensorType.Q6_K, 14)]
    [InlineData(TensorType.BF16, 30)]
    public void TensorType_Number_IsGgmls(TensorType type, int number) => Assert.Equal(number, (int)type);
}
