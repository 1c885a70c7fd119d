/* expected_protocols.c - the table of services and the protocols that agree with them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "label/expected_protocols.h"

#include "ascii.h"

#include <stdlib.h>
#include <string.h>

enum { SECURE_MAX_LEN = 8 }; /* bytes: no name of a secure protocol is longer */

/* How a row is made:
 * - A protocol is listed when its presence suffices as evidence that the port is used as
 *   registered. It stands directly or almost directly above the transport; what it carries (json,
 *   x509sat, media types) proves nothing and is left out.
 * - A service that is registered as running over TLS, DTLS or QUIC has only those: they stay among
 *   the layers of a decrypted packet, and the same protocol in the clear is a disagreement, as HTTP
 *   in the clear is on 443. HTTP/2 and HTTP/3 beside https are the exception, for they say no less.
 * - A service whose own protocol changes to TLS on the same port (STARTTLS, SSLRequest) or that may
 *   be configured for TLS there has "tls" beside it.
 * - The registered meaning counts, not another use of the port, however frequent: ncube-lm, which
 *   Oracle's listener uses, is not in the table.
 * - A service is left out when Wireshark 4.0, the earliest one supported, has no dissector for it:
 *   what a heuristic dissector makes of such packets (wg of Matter, wol on discard) contradicts
 *   nothing. Beside others a later name (nts-ke, zabbix ...) does no harm in an earlier Wireshark.
 * Sorted by service name in lower case, byte by byte. */
static const expected_protocols_row_t rows[] = {
    {"3gpp-cbsp", "cbsp"},
    {"9pfs", "9p"},
    {"acap", "acap tls"},
    {"acr-nema", "dicom"},
    {"adws", "nmf mc-nmf tls"}, /* .NET message framing */
    {"afpovertcp", "dsi afp"},
    {"afs3-bos", "rx"},
    {"afs3-callback", "rx"},
    {"afs3-errors", "rx"},
    {"afs3-fileserver", "rx"},
    {"afs3-kaserver", "rx"},
    {"afs3-prserver", "rx"},
    {"afs3-rmtsys", "rx"},
    {"afs3-update", "rx"},
    {"afs3-vlserver", "rx"},
    {"afs3-volser", "rx"},
    {"agentx", "agentx"},
    {"airplay", "http rtsp"},
    {"alljoyn", "ajns"},
    {"alljoyn-mcm", "ardp"},
    {"alljoyn-stm", "ardp"},
    {"altserviceboot", "dhcp"}, /* PXE boot server */
    {"amqp", "amqp"},
    {"amqps", "tls"},
    {"amt-soap-http", "http"},
    {"amt-soap-https", "tls"},
    {"aodv", "aodv"},
    {"aol", "aol aim"},
    {"appserv-http", "http"},
    {"appserv-https", "tls"},
    {"asap-sctp", "asap"},
    {"asap-sctp-tls", "tls"},
    {"asap-tcp", "asap"},
    {"asap-tcp-tls", "tls"},
    {"asap-udp", "asap"},
    {"asf-rmcp", "rmcp"},
    {"asf-secure-rmcp", "rsp rmcp"},
    {"asterix", "asterix"},
    {"avt-profile-1", "rtp stun"}, /* STUN: ICE, RFC 7983 */
    {"avt-profile-2", "rtcp srtcp stun"},
    {"avtp", "ieee1722"},
    {"babel", "babel"},
    {"babel-dtls", "dtls"},
    {"bacnet", "bvlc"},
    {"bfd-control", "bfd"},
    {"bfd-echo", "bfd_echo"},
    {"bfd-lag", "bfd"},
    {"bfd-multi-ctl", "bfd"},
    {"bgp", "bgp"},
    {"blizwow", "wow"},
    {"bootpc", "dhcp"},
    {"bootps", "dhcp"},
    {"bzr", "bzr"},
    {"c1222-acse", "c1222"},
    {"caldav", "http"},
    {"caldavs", "tls"},
    {"canon-bjnp1", "bjnp"},
    {"canon-bjnp2", "bjnp"},
    {"canon-bjnp3", "bjnp"},
    {"canon-bjnp4", "bjnp"},
    {"capwap-control", "capwap dtls"}, /* DTLS: after the CAPWAP preamble */
    {"capwap-data", "capwap.data capwap dtls"},
    {"carddav", "http"},
    {"carddavs", "tls"},
    {"ceph", "ceph"},
    {"chargen", "chargen"},
    {"cifs", "nbss smb smb2"},
    {"cisco-sccp", "skinny"},
    {"coap", "coap"},
    {"coaps", "tls dtls"},
    {"cops", "cops"},
    {"corba-iiop", "giop"},
    {"corba-iiop-ssl", "tls"},
    {"corbaloc", "giop"},
    {"couchdb", "http"},
    {"cp-cluster", "cpha"},
    {"ctdb", "ctdb"},
    {"cvspserver", "cvspserver"},
    {"cwmp", "http tls"},
    {"daap", "http"},
    {"dacp", "http"},
    {"daytime", "daytime"},
    {"db-lsp", "db-lsp tls"}, /* what Wireshark's dissector reads is TLS */
    {"db-lsp-disc", "db-lsp-disc"},
    {"ddm-dfm", "drda"},
    {"ddm-rdb", "drda"},
    {"ddm-ssl", "tls"},
    {"dhcp-failover", "dhcpfo"},
    {"dhcpv6-client", "dhcpv6"},
    {"dhcpv6-server", "dhcpv6 dhcpv6.bulk_leasequery"},
    {"diameter", "diameter"},
    {"diameters", "tls dtls"},
    {"dicom", "dicom"},
    {"dicom-tls", "tls"},
    {"directplay8", "dpnet"},
    {"display", "rtsp"},
    {"distcc", "distcc"},
    {"dlep", "dlep"},
    {"dlsrpn", "dlsw"},
    {"dlswpn", "dlsw"},
    {"dnp", "dnp3"},
    {"dnp-sec", "tls dtls"},
    {"dns-llq", "dns"},
    {"dns-llq-tls", "tls dtls"},
    {"docker", "http"},
    {"docker-s", "tls"},
    {"doip-data", "doip"},
    {"doip-disc", "doip"},
    {"domain", "dns"},
    {"domain-s", "tls dtls quic"},
    {"dpap", "http"},
    {"dtn-bundle", "tcpcl bundle bpv7"},
    {"e1-interface", "e1ap"},
    {"echo", "echo"},
    {"efcp", "kip"}, /* KNXnet/IP */
    {"enrp", "enrp"},
    {"enrp-sctp", "enrp"},
    {"enrp-sctp-tls", "tls"},
    {"epmap", "dcerpc"}, /* DCE endpoint mapper */
    {"epmd", "epmd"},
    {"epp", "tls quic"},
    {"etcd-client", "http http2 tls"},
    {"etcd-server", "http http2 tls"},
    {"ethercat", "ecatf"},
    {"EtherNet-IP-1", "cipio enip"},
    {"EtherNet-IP-2", "enip"},
    {"ethernet-ip-s", "tls dtls"},
    {"EtherNet/IP-1", "cipio enip"},
    {"EtherNet/IP-2", "enip"},
    {"exec", "exec"},
    {"f1-control", "f1ap"},
    {"fcip-port", "fcip"},
    {"ff-annunc", "ff"},
    {"ff-fms", "ff"},
    {"ff-sm", "ff"},
    {"finger", "finger"},
    {"ftp", "ftp tls"},
    {"ftp-data", "ftp-data tls"},
    {"ftps", "tls"},
    {"ftps-data", "tls"},
    {"gadugadu", "gadu-gadu"},
    {"gds-db", "gdsdb"},
    {"gds_db", "gdsdb"},
    {"gearman", "gearman"},
    {"geneve", "geneve"},
    {"git", "git"},
    {"glbp", "glbp"},
    {"gnutella-svc", "gnutella"},
    {"googlecast", "tls"},
    {"gopher", "gopher"},
    {"gprs-data", "gtpprime"},
    {"gprs-sig", "gtpprime"},
    {"gre-in-udp", "gre"},
    {"gre-udp-dtls", "dtls"},
    {"gsmtap", "gsmtap"},
    {"gtp-control", "gtp gtpv2"},
    {"gtp-user", "gtp"},
    {"gvcp", "gvcp"},
    {"h2250-annex-g", "h501"},
    {"h248-binary", "h248"},
    {"h323gatedisc", "h225"},
    {"h323gatestat", "h225"},
    {"h323hostcall", "tpkt q931 h225"},
    {"h323hostcallsc", "tls"},
    {"hart-ip", "hart_ip"},
    {"hip-nat-t", "hip esp"},
    {"hislip", "hislip"},
    {"hkp", "http"},
    {"hl7", "hl7"},
    {"home-sharing", "http"},
    {"hsrp", "hsrp"},
    {"hsrpv6", "hsrp"},
    {"http", "http http2 websocket"},
    {"http-alt", "http http2 websocket"},
    {"http-rpc-epmap", "dcerpc http"},
    {"https", "tls quic gquic http2 http3"},
    {"hue", "http tls"},
    {"iapp", "iapp"},
    {"iax", "iax2"},
    {"ibm-mqseries", "mq tls"},
    {"icap", "icap"},
    {"icpv2", "icp"},
    {"icslap", "http"}, /* UPnP events */
    {"iec-104", "iec60870_104"},
    {"ieee-mih", "mih"},
    {"iiop", "giop"},
    {"imap", "imap tls"},
    {"imaps", "tls"},
    {"ipdr-sp", "ipdr"},
    {"ipfix", "cflow"},
    {"ipp", "http ipp cups tls"},
    {"ipps", "tls"},
    {"ipsec-nat-t", "udpencap isakmp esp"},
    {"ipx", "ipx"},
    {"irc", "irc"},
    {"ircs-u", "tls"},
    {"ircu", "irc"},
    {"isakmp", "isakmp"},
    {"iscsi", "iscsi"},
    {"iscsi-target", "iscsi"},
    {"isns", "isns"},
    {"iso-tsap", "tpkt"},
    {"iua", "iua"},
    {"iuhsctpassoc", "rua hnbap"},
    {"kerberos", "kerberos"},
    {"kerberos-adm", "rpc kadm5"},
    {"kerberos-iv", "krb4"},
    {"kink", "kink"},
    {"kpasswd", "kpasswd"},
    {"l2f", "l2tp"},
    {"l2tp", "l2tp"},
    {"lcs-ap", "lcsap"},
    {"ldap", "ldap cldap tls"},
    {"ldaps", "tls"},
    {"ldp", "ldp"},
    {"lisp-control", "lisp"},
    {"lisp-data", "lisp-data"},
    {"llmnr", "llmnr"},
    {"llrp", "llrp"},
    {"lmp", "lmp"},
    {"login", "rlogin"},
    {"lontalk-norm", "cnip"},
    {"lontalk-urgnt", "cnip"},
    {"lsp-ping", "mpls-echo"},
    {"ltp-deepspace", "ltp"},
    {"m2ap", "m2ap"},
    {"m2pa", "m2pa"},
    {"m2ua", "m2ua"},
    {"m3ap", "m3ap"},
    {"m3ua", "m3ua"},
    {"macromedia-fcs", "rtmpt"},
    {"manet", "packetbb"},
    {"mbap", "mbtcp mbudp modbus"},
    {"mbap-s", "tls"},
    {"mdns", "mdns dns"}, /* dns: over TCP */
    {"megaco-h248", "megaco h248"},
    {"memcache", "memcache"},
    {"mgcp-callagent", "mgcp"},
    {"mgcp-gateway", "mgcp"},
    {"microsoft-ds", "nbss smb smb2"},
    {"mle", "mle"},
    {"mobileip-agent", "mip"},
    {"mongodb", "mongo tls"},
    {"mountd", "rpc mount"},
    {"mpls-udp", "mpls"},
    {"mpls-udp-dtls", "dtls"},
    {"mqtt", "mqtt"},
    {"ms-cluster-net", "msrcp"},
    {"ms-sql-s", "tds tls"},
    {"ms-streaming", "msmms"},
    {"ms-wbt-server", "tpkt rdp rdpudp tls dtls"},
    {"msdfsr", "dcerpc"},
    {"msdp", "msdp"},
    {"msft-gc", "ldap tls"},
    {"msft-gc-ssl", "tls"},
    {"msnp", "msnms"},
    {"msrp", "msrp"},
    {"msrps", "tls"},
    {"mysql", "mysql tls"},
    {"nbd", "nbd tls"},
    {"ncp", "ncp"},
    {"ndmp", "ndmp"},
    {"ndmps", "tls"},
    {"netbios-dgm", "nbdgm"},
    {"netbios-ns", "nbns"},
    {"netbios-ssn", "nbss smb smb2"},
    {"netconf-ch-ssh", "ssh"},
    {"netconf-ch-tls", "tls"},
    {"netconf-ssh", "ssh"},
    {"netconf-tls", "tls"},
    {"nfs", "rpc nfs tls"}, /* TLS: RFC 9289 */
    {"ng-control", "ngap"},
    {"nicname", "whois"},
    {"nntp", "nntp tls"},
    {"nntps", "tls"},
    {"nrpe", "tls"}, /* the protocol inside has no dissector */
    {"ntp", "ntp"},
    {"ntske", "tls nts-ke"},
    {"nvme", "nvme-tcp"},
    {"nvme-disc", "nvme-tcp"},
    {"olsr", "olsr"},
    {"oma-ilp", "ilp tls"},
    {"oma-ulp", "ulp tls"},
    {"oob-ws-http", "http"},
    {"oob-ws-https", "tls"},
    {"opcua-tcp", "opcua"},
    {"opcua-tls", "tls"},
    {"openflow", "openflow tls"},
    {"opentelemetry", "http http2 tls"},
    {"openvpn", "openvpn"},
    {"patrol-snmp", "snmp"},
    {"pcep", "pcep tls"},
    {"pcp", "portcontrol nat-pmp"}, /* Port Control, not Performance Co-Pilot */
    {"pcp-multicast", "portcontrol nat-pmp"},
    {"pcsync-https", "tls quic"},
    {"pfcp", "pfcp"},
    {"pim-rp-disc", "auto_rp"}, /* Cisco Auto-RP */
    {"pkix-3-ca-ra", "cmp"},
    {"pktcable-cops", "cops"},
    {"plex", "http tls"},
    {"pmcd", "pcp"}, /* Performance Co-Pilot */
    {"pmip6-cntl", "mipv6"},
    {"pmproxy", "pmproxy http"},
    {"pnrp-port", "pnrp"},
    {"pop3", "pop tls"},
    {"pop3s", "tls"},
    {"postgresql", "pgsql tls"},
    {"pptp", "pptp"},
    {"presence", "xmpp tls"},
    {"printer", "lpd"},
    {"profinet-cm", "dcerpc"},
    {"profinet-rt", "pn_rt"},
    {"profinet-rtm", "pn_rt"},
    {"ptp", "ptpip"}, /* Picture Transfer, not IEEE 1588 */
    {"ptp-event", "ptp"},
    {"ptp-general", "ptp"},
    {"puppet", "tls"},
    {"quake", "quake"},
    {"radan-http", "http http2 websocket"},
    {"radius", "radius"},
    {"radius-acct", "radius"},
    {"radius-dynauth", "radius"},
    {"radsec", "tls dtls"},
    {"raop", "rtsp"},
    {"redis", "resp"},
    {"remote-winsock", "msproxy"}, /* Microsoft Proxy */
    {"restconf-ch-tls", "tls"},
    {"rfb", "vnc"},
    {"ripng", "ripng"},
    {"rmiregistry", "rmi"},
    {"roce", "infiniband"},
    {"router", "rip"},
    {"rpki-rtr", "rpkirtr"},
    {"rpki-rtr-tls", "tls"},
    {"rsync", "rsync"},
    {"rtps-dd-mt", "rtps"},
    {"rtps-dd-ut", "rtps"},
    {"rtps-discovery", "rtps"},
    {"rtsp", "rtsp"},
    {"rtsp-alt", "rtsp"},
    {"rtsps", "tls"},
    {"s-bfd", "bfd"},
    {"s1-control", "s1ap"},
    {"saphostctrl", "http"},
    {"saphostctrls", "tls"},
    {"sapv1", "sap"},
    {"sbcap", "sbcap"},
    {"sctp-tunneling", "sctp"},
    {"secure-mqtt", "tls"},
    {"sflow", "sflow"},
    {"sftp-ssh", "ssh"},
    {"sgsap", "sgsap"},
    {"shell", "rsh"},
    {"sip", "sip sigcomp stun"}, /* STUN: keepalive, RFC 5626 section 3.5.2 */
    {"sips", "tls dtls"},
    {"slim-devices", "slimp3"},
    {"smb", "nbss smb smb2"},
    {"smbdirect", "smb_direct iwarp_mpa"},
    {"smpp", "smpp"},
    {"smtp", "smtp tls"},
    {"smux", "smux"},
    {"snmp", "snmp"},
    {"snmpdtls", "dtls"},
    {"snmpdtls-trap", "dtls"},
    {"snmpssh", "ssh"},
    {"snmpssh-trap", "ssh"},
    {"snmptls", "tls"},
    {"snmptls-trap", "tls"},
    {"snmptrap", "snmp"},
    {"socks", "socks"},
    {"spdy", "spdy tls"},
    {"ssdp", "ssdp http"},
    {"ssh", "ssh"},
    /* STUN, DTLS and RTP share a port: RFC 7983. */
    {"stun", "stun classicstun turnchannel dtls rtp rtcp zrtp"},
    {"stun-behavior", "stun classicstun turnchannel dtls rtp rtcp zrtp"},
    {"stun-behaviors", "tls dtls"},
    {"stuns", "tls dtls"},
    {"sua", "sua"},
    {"submission", "smtp tls"},
    {"submissions", "tls"},
    {"sun-sr-https", "tls quic"},
    {"sunrpc", "rpc portmap"},
    {"svrloc", "srvloc"},
    {"sybaseanywhere", "tds"},
    {"synapse-nhttps", "tls"},
    {"syslog", "syslog"},
    {"syslog-conn", "syslog"},
    {"syslog-tls", "tls dtls"},
    {"tacacs", "tacacs tacplus"},
    {"tacacss", "tls"},
    {"telnet", "telnet"},
    {"telnets", "tls"},
    {"teredo", "teredo"},
    {"tftp", "tftp"},
    {"tftps", "tls dtls"},
    {"time", "time"},
    {"timed", "tsp"},
    {"tipc", "tipc"},
    {"tivoconnect", "tivoconnect"},
    {"touch-able", "http"},
    {"ttc", "tns"},
    {"ttc-ssl", "tls"},
    {"tungsten-https", "tls quic"},
    {"turn", "stun classicstun turnchannel dtls rtp rtcp zrtp"},
    {"turns", "tls dtls"},
    {"twamp-control", "twamp.control"},
    {"twamp-test", "twamp.test"},
    {"ultraseek-http", "http http2 websocket"},
    {"v5ua", "v5ua"},
    {"vrt", "vrt"},
    {"vxlan", "vxlan"},
    {"vxlan-gpe", "vxlan_gpe"},
    {"wap-push", "wsp"},
    {"wap-pushsecure", "wtls"},
    {"wap-wsp", "wsp"},
    {"wap-wsp-s", "wtls"},
    {"wap-wsp-wtp", "wtp"},
    {"wap-wsp-wtp-s", "wtls"},
    {"wbem-exp-https", "tls"},
    {"wbem-http", "http"},
    {"wbem-https", "tls"},
    {"webdav", "http"},
    {"webdavs", "tls"},
    {"who", "who"},
    {"ws-discovery", "xml http"},
    {"wsdapi", "http"},
    {"wsdapi-s", "tls"},
    {"wsman", "http"},
    {"wsmans", "tls"},
    {"www", "http http2 websocket"},
    {"www-http", "http http2 websocket"},
    {"x11", "x11"},
    {"x2-control", "x2ap"},
    {"x25-svc-port", "xot"}, /* X.25 over TCP */
    {"xdmcp", "xdmcp"},
    {"xmpp-bosh", "http tls"},
    {"xmpp-client", "xmpp tls"},
    {"xmpp-server", "xmpp tls"},
    {"xn-control", "xnap"},
    {"z39-50", "z3950"},
    {"z39.50", "z3950"},
    {"zabbix-agent", "zabbix tls"},
    {"zabbix-trapper", "zabbix tls"},
    {"zep", "zep"},
    {"zigbee-ip", "scop"},
    {"zigbee-ips", "scop"},
};

static int compare_service(const void *service, const void *row)
{
    const char *a = (const char *)service;
    const char *b = ((const expected_protocols_row_t *)row)->service;

    return ascii_compare(a, strlen(a), b, strlen(b));
}

const char *expected_protocols_of(const char *service)
{
    const expected_protocols_row_t *row =
        bsearch(service, rows, sizeof rows / sizeof *rows, sizeof *rows, compare_service);

    return row ? row->protocols : NULL;
}

bool service_changes_to_tls(const char *service)
{
    /* RFC 2595, 3207, 4217, 4511 section 4.14, 4642; MySQL's and NBD's handshakes. By name. */
    static const char *const services[] = {"acap", "ftp",  "imap", "ldap", "msft-gc",   "mysql",
                                           "nbd",  "nntp", "pop3", "smtp", "submission"};

    for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
        if (ascii_compare(service, strlen(service), services[i], strlen(services[i])) == 0)
            return true;
    }
    return false;
}

bool expected_protocols_contain(const char *protocols, const char *protocol)
{
    size_t len = strlen(protocol);

    while (*protocols) {
        size_t word_len = strcspn(protocols, " ");

        if (word_len == len && memcmp(protocols, protocol, len) == 0)
            return true;
        protocols += word_len;
        protocols += strspn(protocols, " ");
    }
    return false;
}

bool expected_protocols_are_secure(const char *protocols)
{
    static const char secure[] = "tls dtls quic gquic http2 http3 nts-ke";

    while (*protocols) {
        char word[SECURE_MAX_LEN + 1];
        size_t len = strcspn(protocols, " ");

        if (len > SECURE_MAX_LEN)
            return false;
        memcpy(word, protocols, len);
        word[len] = '\0';
        if (!expected_protocols_contain(secure, word))
            return false;
        protocols += len;
        protocols += strspn(protocols, " ");
    }
    return true;
}

const expected_protocols_row_t *expected_protocols_table(size_t *ret_n_rows)
{
    *ret_n_rows = sizeof rows / sizeof *rows;
    return rows;
}
