# Debian packages by CPack, and the target "uninstall". Included at the end of the top CMakeLists.txt:
# tools/make-packages makes the packages.
# SPDX-License-Identifier: GPL-2.0-or-later

add_custom_target(svcreg_uninstall COMMAND ${CMAKE_COMMAND}
    -P ${CMAKE_CURRENT_LIST_DIR}/uninstall.cmake WORKING_DIRECTORY ${svcreg_BINARY_DIR})
# Who includes the project has an "uninstall" of their own.
if(NOT PROJECT_IS_TOP_LEVEL)
    return()
endif()
add_custom_target(uninstall DEPENDS svcreg_uninstall)

# Documentation that Debian asks of each package.
find_program(GZIP gzip)
set(changelog ${svcreg_BINARY_DIR}/changelog.gz)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
if(EXISTS /etc/os-release)
    file(STRINGS /etc/os-release suite REGEX "^VERSION_ID=")
    string(REGEX REPLACE "[^0-9]" "" suite "${suite}")
    if(suite)
        string(APPEND CPACK_DEBIAN_PACKAGE_RELEASE "~deb${suite}")
    endif()
endif()
# SOURCE_DATE_EPOCH says which moment this is.
string(TIMESTAMP package_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(package_version ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})
configure_file(${CMAKE_CURRENT_LIST_DIR}/changelog.in ${svcreg_BINARY_DIR}/changelog.Debian @ONLY)
add_custom_command(OUTPUT ${changelog} ${svcreg_BINARY_DIR}/changelog.Debian.gz
    COMMAND ${GZIP} -9nc ${svcreg_SOURCE_DIR}/CHANGELOG.md > ${changelog}
    COMMAND ${GZIP} -9nkf ${svcreg_BINARY_DIR}/changelog.Debian
    DEPENDS ${svcreg_SOURCE_DIR}/CHANGELOG.md ${svcreg_BINARY_DIR}/changelog.Debian VERBATIM)
add_custom_target(svcreg_changelog ALL DEPENDS ${changelog})
# An ordinary user may not write there.
if(NOT SVCREG_INSTALL STREQUAL "personal")
    foreach(pair "plugin;wireshark-svcreg" "program;svcreg")
        list(GET pair 0 component)
        list(GET pair 1 package)
        install(FILES ${CMAKE_CURRENT_LIST_DIR}/copyright ${changelog}
            ${svcreg_BINARY_DIR}/changelog.Debian.gz
            DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component} EXCLUDE_FROM_ALL)
    endforeach()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "svcreg developers <svcreg@example.org>")
set(CPACK_COMPONENTS_ALL plugin program)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_PLUGIN_PACKAGE_NAME wireshark-svcreg)
set(CPACK_DEBIAN_PLUGIN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PLUGIN_PACKAGE_ENHANCES "wireshark, tshark")
set(CPACK_DEBIAN_PLUGIN_PACKAGE_SUGGESTS svcreg)
set(CPACK_COMPONENT_PLUGIN_DESCRIPTION
"Wireshark plugin: IANA's service registry, and DNS Service Discovery
Labels packets with what IANA's registry has for their ports, says what was
announced by DNS-SD and what was dissected, and decodes the attributes of
DNS-SD TXT records. With a profile of columns, buttons and coloring rules.")

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME svcreg)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS
    "wireshark-svcreg, tshark, parallel, graphviz, libjs-jquery, libjs-jquery-datatables, libjs-chart.js")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
"look up IANA's service registry, and make inventories of captures
Says what is registered for a port, a service name or a DNS-SD service type,
imports newer registries, and makes inventories of the services, hosts and
ports in packet captures, as JSON Lines, SQLite, CSV or report.")
include(CPack)
