using System.Security.Cryptography;
using Castor.Storage.Secrets;

namespace Castor.Storage.Tests;

/// <summary>The file of the key that signs ID tokens.</summary>
public sealed class SigningKeyFileTests
{
    [Fact]
    public async Task Key_OpenedByManyAtOnce_IsOne()
    {
        using var folder = new TemporaryFolder();
        DataFolder data = DataFolder.Open(folder.FullPath);
        string[] keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using RSA key = SigningKeyFile.Open(data);
            return Convert.ToHexString(key.ExportSubjectPublicKeyInfo());
        })));
        Assert.Single(keys.Distinct());
        Assert.Equal([SigningKeyFile.Name], Directory.GetFiles(data.FullPath).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void File_ThatHoldsNoKey_IsNamed(string text)
    {
        using var folder = new TemporaryFolder();
        DataFolder data = DataFolder.Open(folder.FullPath);
        File.WriteAllText(data.Combine(SigningKeyFile.Name), text);
        DataFolderException refusal = Assert.Throws<DataFolderException>(() => SigningKeyFile.Open(data));
        Assert.Contains(SigningKeyFile.Name, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", refusal.Message, StringComparison.Ordinal);
    }
}
