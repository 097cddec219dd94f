using System.Globalization;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>The time that a thread has had a processor, which other programs cannot lengthen.</summary>
internal static class ThreadTime
{
    // What Linux tells such times in, on all machines. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;
    private const int SystemTime = 12;

    /// <summary>The time of the calling thread so far; none where the system does not tell.</summary>
    public static TimeSpan Used()
    {
        if (!OperatingSystem.IsLinux())
        {
            return TimeSpan.Zero;
        }

        // The fields behind the name of the thread, which may hold anything.
        string text = File.ReadAllText("/proc/thread-self/stat");
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        long ticks = long.Parse(fields[UserTime], CultureInfo.InvariantCulture) + long.Parse(fields[SystemTime], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }
}
