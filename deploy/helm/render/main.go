// Renders the chart with Helm's own engine, without a cluster: render CHART VALUES.
package main

import (
	"fmt"
	"os"
	"path"
	"sort"
	"strings"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

func main() {
	if err := render(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func render(chartPath, valuesPath string) error {
	chart, err := loader.Load(chartPath)
	if err != nil {
		return err
	}
	values, err := chartutil.ReadValuesFile(valuesPath)
	if err != nil {
		return err
	}
	release := chartutil.ReleaseOptions{Name: "example", Namespace: "tollgate", IsInstall: true}
	// Checks the values against values.schema.json too.
	all, err := chartutil.ToRenderValues(chart, values, release, chartutil.DefaultCapabilities)
	if err != nil {
		return err
	}
	files, err := engine.Render(chart, all)
	if err != nil {
		return err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if text := strings.TrimSpace(files[name]); text != "" && strings.HasSuffix(name, ".yaml") {
			fmt.Printf("---\n# %s\n%s\n", path.Base(name), text)
		}
	}
	return nil
}
