namespace Castor.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Success = 0;

    /// <summary>The command ran and failed.</summary>
    public const int Failure = 1;

    /// <summary>A bad option, a taken port, an unwritable folder: the operator has to change something.</summary>
    public const int Misuse = 2;
}
