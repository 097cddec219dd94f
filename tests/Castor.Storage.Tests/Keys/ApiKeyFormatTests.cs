using Castor.Storage.Keys;

namespace Castor.Storage.Tests.Keys;

public sealed class ApiKeyFormatTests
{
    [Fact]
    public void Create_Always_IsWellFormedAndNew()
    {
        string[] keys = [.. Enumerable.Range(0, 1000).Select(_ => ApiKeyFormat.Create())];
        Assert.All(keys, key => Assert.True(ApiKeyFormat.IsWellFormed(key)));
        Assert.All(keys, key => Assert.Matches("^castor-[0-9A-Za-z]{38}$", key));
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void IsWellFormed_WithAnyOneCharacterChanged_IsFalse()
    {
        string key = ApiKeyFormat.Create();
        for (int i = 0; i < key.Length; i++)
        {
            char[] changed = key.ToCharArray();
            changed[i] = changed[i] == 'a' ? 'b' : 'a';
            Assert.False(ApiKeyFormat.IsWellFormed(changed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("castor-")]
    [InlineData("AIzaSyA0000000000000000000000000000000")]
    [InlineData("castor-ééééééééééééééééééééééééééééééé000000")]
    public void IsWellFormed_AForeignText_IsFalse(string text) => Assert.False(ApiKeyFormat.IsWellFormed(text));

    [Fact]
    public void IsWellFormed_AKeyWithMoreBehindIt_IsFalse() => Assert.False(ApiKeyFormat.IsWellFormed(ApiKeyFormat.Create() + "x"));
}
