using System.Security.Cryptography;

namespace Castor.Storage.Secrets;

/// <summary>The private key that the server signs ID tokens with: a file of the data folder, made when it is first needed. Whoever deletes it has the next start make another.</summary>
public static class SigningKeyFile
{
    /// <summary>The name of the file.</summary>
    public const string Name = "id-token-key.pem";

    private const int KeyBits = 2048;

    /// <summary>The key of a folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="DataFolderException">The file cannot be read or made, or holds no RSA key.</exception>
    public static RSA Open(DataFolder folder)
    {
        string text = folder.ReadOrMake(Name, static () =>
        {
            using var made = RSA.Create(KeyBits);
            return made.ExportPkcs8PrivateKeyPem() + "\n";
        });
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(text);
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new DataFolderException($"{folder.Combine(Name)} holds no private RSA key. Delete it to have another made.");
        }
    }
}
