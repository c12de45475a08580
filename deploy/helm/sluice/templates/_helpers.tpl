{{- define "sluice.name" -}}
{{- .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "sluice.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- /* Of a dict with root and component. */}}
{{- define "sluice.selector" -}}
app.kubernetes.io/name: {{ include "sluice.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "sluice.labels" -}}
{{ include "sluice.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | quote }}
{{- end }}

{{- define "sluice.image" -}}
{{- include "sluice.imageOf" (dict "root" . "image" .Values.image) }}
{{- end }}

{{- /* The same, unless another version is asked for. */}}
{{- define "sluice.backupImage" -}}
{{- $own := .Values.backup.image -}}
{{- include "sluice.imageOf" (dict "root" . "image" (or $own.tag $own.digest | empty | ternary .Values.image $own)) }}
{{- end }}

{{- /* Of a dict with root and image, which says the tag or the digest. */}}
{{- define "sluice.imageOf" -}}
{{- $repository := required "Set image.repository to where the image is, e.g. ghcr.io/acme/sluice" .root.Values.image.repository -}}
{{- if .image.digest }}
{{- printf "%s@%s" $repository .image.digest }}
{{- else }}
{{- printf "%s:%s" $repository (.image.tag | default .root.Chart.AppVersion) }}
{{- end }}
{{- end }}

{{- define "sluice.registry" -}}
{{- $address := required "Set registry.address to the PostgreSQL database, e.g. postgresql://sluice@db.example.com/sluice" .Values.registry.address -}}
{{- include "sluice.withoutPassword" (dict "address" $address "name" "registry") }}
{{- end }}

{{- define "sluice.withoutPassword" -}}
{{- if regexMatch "^[a-z]+://[^/@]*:[^/@]*@" .address }}
{{- fail (printf "%s.address must not hold a password: name the secret it is in with %s.password.existingSecret" .name .name) }}
{{- end }}
{{- .address }}
{{- end }}

{{- /* The same database, for who may change its tables. */}}
{{- define "sluice.migrationsRegistry" -}}
{{- $own := .Values.migrations.registry -}}
{{- if and $own.password.existingSecret (not $own.address) }}
{{- fail "Set migrations.registry.address, too: migrations.registry.password is that user's" }}
{{- end }}
{{- if $own.address }}
{{- include "sluice.withoutPassword" (dict "address" $own.address "name" "migrations.registry") }}
{{- else }}
{{- include "sluice.registry" . }}
{{- end }}
{{- end }}

{{- define "sluice.scheme" -}}
{{- if .Values.tls.existingSecret }}HTTPS{{ else }}HTTP{{ end }}
{{- end }}

{{- define "sluice.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "sluice.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* Of what holds an address and its password. */}}
{{- define "sluice.databasePassword" -}}
{{- if .password.existingSecret }}
- name: PGPASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .password.existingSecret }}
      key: {{ .password.key }}
{{- end }}
{{- end }}

{{- /* The keys, for who owns the process. */}}
{{- define "sluice.masterKeyVolumes" -}}
{{- $key := .Values.masterKey -}}
- name: master-key
  secret:
    secretName: {{ required "Set masterKey.existingSecret to the secret that holds the master key" $key.existingSecret }}
    defaultMode: 0440
    items: [{key: {{ $key.key }}, path: key}]
{{- if $key.next.existingSecret }}
- name: next-master-key
  secret:
    secretName: {{ $key.next.existingSecret }}
    defaultMode: 0440
    items: [{key: {{ $key.next.key }}, path: key}]
{{- end }}
{{- end }}
