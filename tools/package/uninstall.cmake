# Removes what the last "cmake --install" of this build folder installed.
# SPDX-License-Identifier: GPL-2.0-or-later
file(GLOB manifests ${CMAKE_CURRENT_BINARY_DIR}/install_manifest*.txt)
if(NOT manifests)
    message(FATAL_ERROR "nothing was installed from here: there is no install_manifest.txt")
endif()
foreach(manifest IN LISTS manifests)
    file(STRINGS ${manifest} files)
    foreach(file IN LISTS files)
        message(STATUS "Removing $ENV{DESTDIR}${file}")
        file(REMOVE "$ENV{DESTDIR}${file}")
    endforeach()
    file(REMOVE ${manifest})
endforeach()
