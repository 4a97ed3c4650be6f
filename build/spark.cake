// Downloads a release of Apache Spark that spark-releases.json names into the cache in which the tests look for it. An
// interrupted download goes on where it stopped; nothing is unpacked whose SHA-512 is not the published one.

using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

const int DownloadAttempts = 5;

void GetSpark(string version, string baseAddress, string folder)
{
    using var pins = JsonDocument.Parse(System.IO.File.ReadAllText("spark-releases.json"));
    var releases = pins.RootElement.GetProperty("releases").EnumerateArray().ToArray();
    var release = version.Length == 0 ? releases.Last() : releases.FirstOrDefault(r => r.GetProperty("version").GetString() == version);
    if (release.ValueKind == JsonValueKind.Undefined)
        throw new CakeException($"there is no release '{version}' in spark-releases.json, only {string.Join(", ", releases.Select(r => r.GetProperty("version").GetString()))}");
    version = release.GetProperty("version").GetString();
    var archive = release.GetProperty("archive").GetString();
    var target = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, $"spark-{version}"));
    if (!System.IO.Directory.Exists(target))
    {
        var address = $"{CheckedBase(baseAddress.Length > 0 ? baseAddress : pins.RootElement.GetProperty("base").GetString())}/spark-{version}/{archive}";
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        var file = DownloadSpark(client, address);
        CheckSparkHash(client, address, file, release.GetProperty("sha512").GetString());
        UnpackSpark(file, archive, target);
    }
    Say("Spark {0} is in {1}: export SPARK_HOME={1}", version, target);
}

// Only this machine may be asked without a certificate: the published hash comes the same way.
string CheckedBase(string address)
{
    if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)))
        throw new CakeException($"'{address}' is not an https address: --spark-base names the folder that holds spark-VERSION/");
    return address.TrimEnd('/');
}

string DownloadSpark(HttpClient client, string address)
{
    var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(".native/download", address.Split('/').Last()));
    System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file));
    if (System.IO.File.Exists(file))
        return file;
    for (var attempt = 1; ; attempt++)
    {
        try
        {
            Say("downloading {0}", address);
            DownloadRest(client, address, file + ".part");
            System.IO.File.Move(file + ".part", file);
            return file;
        }
        catch (Exception error) when (error is HttpRequestException or System.IO.IOException or TaskCanceledException)
        {
            var status = (error as HttpRequestException)?.StatusCode;
            if (attempt == DownloadAttempts || (status is not null && (int)status < 500))
                throw new CakeException($"{address} cannot be downloaded ({error.Message}): run again, it goes on where it stopped; or name another server by --spark-base");
        }
    }
}

void DownloadRest(HttpClient client, string address, string part)
{
    var have = System.IO.File.Exists(part) ? new System.IO.FileInfo(part).Length : 0;
    using var request = new HttpRequestMessage(HttpMethod.Get, address);
    if (have > 0)
        request.Headers.Range = new RangeHeaderValue(have, null);
    using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
    if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
    {
        // What is here is all there is, or more: only the hash can tell.
        if (response.Content.Headers.ContentRange?.Length == have)
            return;
        System.IO.File.Delete(part);
        throw new HttpRequestException("the file on the server has changed");
    }
    response.EnsureSuccessStatusCode();
    // A server that does not go on starts again from nothing.
    var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
    if (response.StatusCode == HttpStatusCode.PartialContent && !goesOn)
        throw new HttpRequestException("the server sent another part than was asked for");
    using var body = response.Content.ReadAsStream();
    using var output = new System.IO.FileStream(part, goesOn ? System.IO.FileMode.Append : System.IO.FileMode.Create);
    body.CopyTo(output);
    var expected = (goesOn ? have : 0) + response.Content.Headers.ContentLength;
    if (expected is { } length && output.Length != length)
        throw new System.IO.IOException($"the connection ended after {output.Length} of {length} bytes");
}

void CheckSparkHash(HttpClient client, string address, string file, string pinned)
{
    string published;
    try
    {
        published = PublishedHash(client.GetStringAsync(address + ".sha512").GetAwaiter().GetResult(), address.Split('/').Last());
    }
    catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
    {
        throw new CakeException($"{address}.sha512 cannot be read ({error.Message}): the archive is kept but not unpacked; run again");
    }
    using var stream = System.IO.File.OpenRead(file);
    var actual = Convert.ToHexString(SHA512.HashData(stream)).ToLowerInvariant();
    stream.Close();
    var expected = new[] { published, pinned?.ToLowerInvariant() }.OfType<string>().FirstOrDefault(hash => hash != actual);
    if (expected is null)
        return;
    System.IO.File.Delete(file);
    throw new CakeException($"{address} has SHA-512 {actual}, but {expected} is {(expected == published ? "published" : "pinned in spark-releases.json")}: the download was thrown away; run again, and if it stays do not use that server");
}

// 'HASH  NAME', or the older 'NAME: 0123ABCD ...' over several lines.
string PublishedHash(string text, string archive)
{
    var digits = string.Concat(text.Replace(archive, "").Where(Uri.IsHexDigit)).ToLowerInvariant();
    return digits.Length == 128 ? digits : throw new CakeException($"the published SHA-512 of {archive} is not one: is that the address of a release?");
}

void UnpackSpark(string file, string archive, string target)
{
    Say("unpacking into {0}", target);
    var partial = $"{target}.{Guid.NewGuid():N}";
    System.IO.Directory.CreateDirectory(partial);
    try
    {
        Execute("tar", new[] { "-xzf", file, "-C", partial }, partial, "install tar and see that there is room on the disk");
        System.IO.Directory.Move(System.IO.Path.Combine(partial, archive[..^".tgz".Length]), target);
    }
    finally
    {
        System.IO.Directory.Delete(partial, recursive: true);
    }
    System.IO.File.Delete(file);
}
