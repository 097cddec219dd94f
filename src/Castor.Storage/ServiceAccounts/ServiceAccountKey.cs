namespace Castor.Storage.ServiceAccounts;

/// <summary>The public half of a key pair that a service account signs with; the private half is in its credentials file alone.</summary>
/// <param name="Id">40 hexadecimal digits, <c>kid</c> in what is signed.</param>
/// <param name="Email">The account.</param>
/// <param name="PublicKey">A SubjectPublicKeyInfo in DER.</param>
/// <param name="CreateTime">When it was made.</param>
public sealed record ServiceAccountKey(string Id, string Email, ReadOnlyMemory<byte> PublicKey, DateTimeOffset CreateTime);
