using System.Security.Cryptography;

namespace Castor.Conformance.Running;

/// <summary>Installs a folder's packages by its lock file, when that was not done yet.</summary>
internal static class NpmPackages
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static async Task InstallAsync(string folder)
    {
        string wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
        string stamp = Path.Combine(folder, "node_modules", ".castor-lock");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return;
        }

        string[] arguments = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"];
        ProcessResult result = await ExternalProgram.RunAsync("npm", arguments, folder, new Dictionary<string, string>(), s_limit);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"'npm {string.Join(' ', arguments)}' failed in {folder}; the conformance tests need the packages of its lock file.\n{result}");
        }

        await File.WriteAllTextAsync(stamp, wanted);
    }
}
