# syntax=docker/dockerfile:1
# The silo, as an image of a few layers without a shell, that runs as nobody.
#   docker build -t orleanscommerce .                              a cluster's silo (or its front end)
#   docker build -t orleanscommerce:single --build-arg ENGINE=Local .   the embedded engine, one process

ARG DOTNET=10.0

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET} AS build
ARG ENGINE=Orleans
WORKDIR /source
COPY global.json .editorconfig Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/ src/
RUN dotnet publish src/Silo -c Release -p:Engine=${ENGINE} -p:UseAppHost=false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app ./
# "extra" has the time zones: receipts count by the days of their stores.
# 256 MiB between two garbage collections: see "Settings" in README.md.
ENV ASPNETCORE_URLS=http://+:8080 \
    DOTNET_GCgen0size=0x10000000 \
    DOTNET_EnableDiagnostics=0
# HTTP; the cluster's own port; the port for front ends.
EXPOSE 8080 11111 30000
USER $APP_UID
ENTRYPOINT ["dotnet", "OrleansCommerce.Silo.dll"]
