package org.operationsgateway.gateway.security.certificate;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of client certificates. Immutable.
 *
 * @param certificates the subjects whose certificates are credentials
 */
@ConfigurationProperties("gateway.security")
record CertificatesProperties(@DefaultValue List<CertificateProperties> certificates) {}
