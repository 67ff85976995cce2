import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
// The compiled functions: their folder says where the kernel's program is.
import { installKernelspec, type Kernelspec, uninstallKernelspec } from "../../../dist/kernel/install";
import { environmentPrefix } from "../../../dist/kernel/install/environment-prefix";
import { lastingPath } from "../../../dist/kernel/install/kernelspec";
import { root, venv, venvPython } from "../../../src/cli/paths.mjs";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "reseed kernel é ")));
  vi.stubEnv("JUPYTER_DATA_DIR", join(folder, "data"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const read = (place: string): Kernelspec => JSON.parse(readFileSync(join(place, "kernel.json"), "utf8"));

function python(code: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(venvPython, ["-c", code, ...args], {
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
  });
  expect(status, stderr).toBe(0);
  return stdout.trim();
}

test("a kernelspec names this Node.js and the kernel's program with their whole paths, and interrupts by message", () => {
  const place = installKernelspec();
  expect(place).toBe(join(folder, "data", "kernels", "reseed"));
  expect(read(place)).toEqual({
    argv: [
      process.execPath,
      "--no-force-async-hooks-checks",
      "--disable-warning=ExperimentalWarning",
      join(root, "dist", "kernel", "main.js"),
      "{connection_file}",
    ],
    display_name: "TypeScript",
    language: "typescript",
    interrupt_mode: "message",
    kernel_protocol_version: "5.5",
    metadata: { debugger: false, supported_encryption: ["curve"] },
  });
  expect(readFileSync(join(place, "logo-svg.svg"), "utf8")).toMatch(/^<svg [\s\S]+<\/svg>\n$/);
});

test("Jupyter itself finds the installed kernel, with its picture, and not after uninstalling", () => {
  installKernelspec({ name: "My-Kernel", displayName: "TypeScript – für alle 👩‍🔬" });
  const list = () =>
    JSON.parse(
      python(
        "import json; from jupyter_client.kernelspec import KernelSpecManager; print(json.dumps(KernelSpecManager().get_all_specs()))",
      ),
    );
  expect(list()["my-kernel"]).toMatchObject({
    resource_dir: join(folder, "data", "kernels", "my-kernel"),
    spec: { display_name: "TypeScript – für alle 👩‍🔬", interrupt_mode: "message", language: "typescript" },
  });
  expect(uninstallKernelspec({ name: "My-Kernel" })).toBe(join(folder, "data", "kernels", "my-kernel"));
  expect(list()["my-kernel"]).toBeUndefined();
});

test("Jupyter starts the installed kernel from a folder that is not simple, also when it encrypts", () => {
  // The project's own environment has one named reseed, which would come first.
  installKernelspec({ name: "installed" });
  const start = `
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="installed", cwd=sys.argv[1], transport_encryption=sys.argv[2])
print(client.kernel_info(reply=True, timeout=20)["content"]["implementation"])
client.stop_channels()
manager.shutdown_kernel(now=False)
`;
  vi.stubEnv("RESEED_KERNEL_DATA", join(folder, "history"));
  for (const encryption of ["disabled", "required"]) {
    expect(python(start, folder, encryption)).toBe("reseed");
  }
}, 60_000);

describe("a kernel can be installed", () => {
  test("below a folder, also a relative one that is not there yet", () => {
    const prefix = join(folder, "a", "b c");
    const place = installKernelspec({ place: { prefix } });
    expect(place).toBe(join(prefix, "share", "jupyter", "kernels", "reseed"));
    expect(read(place).language).toBe("typescript");
    expect(uninstallKernelspec({ place: { prefix } })).toBe(place);
    expect(existsSync(place)).toBe(false);
  });

  test("into the environment of the jupyter on the PATH", () => {
    vi.stubEnv("PATH", `${dirname(venvPython)}${delimiter}${process.env.PATH}`);
    vi.stubEnv("VIRTUAL_ENV", join(folder, "another"));
    expect(realpathSync(environmentPrefix())).toBe(realpathSync(venv));
  });

  test.skipIf(process.platform === "win32")("into the environment that a link to jupyter leads to", () => {
    symlinkSync(join(dirname(venvPython), "jupyter"), join(folder, "jupyter"));
    vi.stubEnv("PATH", folder);
    expect(realpathSync(environmentPrefix())).toBe(realpathSync(venv));
  });

  test("into the activated environment, if no jupyter is on the PATH", () => {
    vi.stubEnv("PATH", folder);
    vi.stubEnv("VIRTUAL_ENV", "");
    vi.stubEnv("CONDA_PREFIX", join(folder, "conda env"));
    expect(environmentPrefix()).toBe(join(folder, "conda env"));
    vi.stubEnv("VIRTUAL_ENV", join(folder, "venv"));
    const place = installKernelspec({ place: "sys-prefix" });
    expect(place).toBe(join(folder, "venv", "share", "jupyter", "kernels", "reseed"));
  });

  test.skipIf(process.platform === "win32")("into the environment of the first Python that works", () => {
    const script = `#!/bin/sh\n[ "$1" = -c ] && echo '${folder}/préfix 1'\n`;
    writeFileSync(join(folder, "python3"), "#!/bin/sh\nexit 9\n");
    writeFileSync(join(folder, "python"), script);
    for (const name of ["python", "python3"]) chmodSync(join(folder, name), 0o755);
    vi.stubEnv("PATH", folder);
    vi.stubEnv("VIRTUAL_ENV", "");
    vi.stubEnv("CONDA_PREFIX", "");
    expect(environmentPrefix()).toBe(`${folder}/préfix 1`);
  });

  test("nowhere if there is no environment: it says what to do", () => {
    for (const name of ["VIRTUAL_ENV", "CONDA_PREFIX"]) vi.stubEnv(name, "");
    vi.stubEnv("PATH", folder);
    expect(() => installKernelspec({ place: "sys-prefix" })).toThrow(
      "Cannot find the Python environment to install into: no jupyter and no python is on the PATH. Activate the environment, or name its folder with --prefix",
    );
  });
});

test("installing again replaces what is there, also if that is damaged or of another copy of the project", () => {
  const place = installKernelspec({ displayName: "One" });
  installKernelspec({ displayName: "Two" });
  expect(read(place).display_name).toBe("Two");
  for (const text of [
    '{"argv": [',
    '{"argv":["node","C:\\\\old\\\\dist\\\\kernel\\\\main.js","{connection_file}"]}',
  ]) {
    writeFileSync(join(place, "kernel.json"), text);
    installKernelspec();
    expect(read(place).display_name).toBe("TypeScript");
  }
  expect(readdirSync(place).sort()).toEqual(["kernel.json", "logo-svg.svg"]);
});

test("another kernel of the same name is neither replaced nor removed", () => {
  const place = join(folder, "data", "kernels", "python3");
  mkdirSync(place, { recursive: true });
  const other = '{"argv":["python","-m","ipykernel_launcher"],"display_name":"Python 3"}';
  writeFileSync(join(place, "kernel.json"), other);
  expect(() => installKernelspec({ name: "python3" })).toThrow(
    `Cannot install to ${place}: the kernel "Python 3" is there. Choose another name (--name)`,
  );
  expect(() => uninstallKernelspec({ name: "python3" })).toThrow(
    `Cannot uninstall ${place}: it is another kernel, "Python 3"`,
  );
  expect(readFileSync(join(place, "kernel.json"), "utf8")).toBe(other);
});

test.each(["", "a b", "é", "../x", "..", ".", "a/b", "a\\b"])("%j is no name for a kernel", (name) => {
  expect(() => installKernelspec({ name })).toThrow(
    `Cannot name a kernel "${name}": use the letters a to z, digits, and the signs - _ . between them`,
  );
  expect(() => uninstallKernelspec({ name })).toThrow(/^Cannot name a kernel/);
});

test("a kernel that is not installed cannot be uninstalled", () => {
  const place = join(folder, "data", "kernels", "reseed");
  expect(() => uninstallKernelspec()).toThrow(`Cannot uninstall the kernel: it is not in ${place}`);
});

test("a folder that cannot be made is told in one line", () => {
  writeFileSync(join(folder, "file"), "");
  const prefix = join(folder, "file");
  expect(() => installKernelspec({ place: { prefix } })).toThrow(/^Cannot write to .+: ENOTDIR[^\n]+$/);
});

test("a link of Homebrew's that outlives the version is preferred", () => {
  const cellar = join(folder, "Cellar", "node@24", "24.1.0", "bin");
  mkdirSync(cellar, { recursive: true });
  writeFileSync(join(cellar, "node"), "");
  expect(lastingPath(join(cellar, "node"))).toBe(join(cellar, "node"));
  mkdirSync(join(folder, "opt"));
  symlinkSync(join(folder, "Cellar", "node@24", "24.1.0"), join(folder, "opt", "node@24"), "junction");
  expect(lastingPath(join(cellar, "node"))).toBe(join(folder, "opt", "node@24", "bin", "node"));
  expect(lastingPath("/usr/bin/node")).toBe("/usr/bin/node");
});
