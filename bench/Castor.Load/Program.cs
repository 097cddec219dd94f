using Castor.Load;
using Castor.Load.Local;

return args switch
{
    ["bare", string port, string bodyFile] => await BareServer.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), bodyFile),
    ["streams", string url, string count] => await StreamLoad.RunAsync(new Uri(url), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["hang-ups", string url, string count] => await HangUps.RunAsync(new Uri(url), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["local", string url, string model, string clients, string seconds] => await LocalLoad.RunAsync(
        new Uri(url),
        model,
        int.Parse(clients, System.Globalization.CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture))),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Castor.Load bare PORT BODY_FILE | streams URL COUNT | hang-ups URL COUNT | local URL MODEL CLIENTS SECONDS");
    return 2;
}
