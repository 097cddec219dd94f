using System.Net;

namespace Castor.Server.Identity;

/// <summary>Where any key is taken, the server is for this machine alone.</summary>
internal static class ExposureRule
{
    /// <summary>Whether other machines can reach the address that the server listens on.</summary>
    public static bool IsExposed(CastorOptions options) => !IPAddress.IsLoopback(IPAddress.Parse(options.Host));

    /// <exception cref="CastorOptionsException">Other machines could call with any key.</exception>
    public static void Check(CastorOptions options)
    {
        if (!IPAddress.TryParse(options.Host, out _))
        {
            throw new CastorOptionsException($"'{options.Host}' is no IP address: take one such as 127.0.0.1 or 0.0.0.0.");
        }

        if (options.IssuersFile is not null && options.Auth != AuthMode.Keys)
        {
            throw new CastorOptionsException("--issuers says whose tokens are taken, but any token is: add --auth keys.");
        }

        if (options.MetadataAccount is not null && IsExposed(options))
        {
            throw new CastorOptionsException($"Other machines could get tokens from {options.Host}: --metadata works on loopback alone. Take --host 127.0.0.1.");
        }

        if (options.Auth != AuthMode.Keys && IsExposed(options))
        {
            throw new CastorOptionsException(
                $"Other machines could call {options.Host} with any key. Add --auth keys and make a key with 'castor keys create NAME', or take --host 127.0.0.1.");
        }
    }
}
