using System.Security.Cryptography;
using System.Text;
using Castor.Storage.Keys;

namespace Castor.Storage.Tests.Keys;

public sealed class KeyHashTests
{
    [Fact]
    public void Of_AKey_IsItsSha256()
    {
        string key = ApiKeyFormat.Create();
        byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        Assert.Equal(expected, KeyHash.Of(key).ToArray());
        Assert.Equal(new KeyHash(expected), KeyHash.Of(key));
        Assert.True(new KeyHash(expected).FixedTimeEquals(KeyHash.Of(key)));
    }

    [Fact]
    public void Equality_OfHashesThatDifferInOneByte_IsFalse()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(KeyHash.Size);
        var hash = new KeyHash(bytes);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.False(hash.FixedTimeEquals(new KeyHash(bytes)));
            Assert.NotEqual(hash, new KeyHash(bytes));
            bytes[i] ^= 1;
        }
    }
}
